using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>Builds the chat client over the official OpenAI client.</summary>
public static class LlmChatClient
{
    /// <summary>The name of the spans and metrics of calls.</summary>
    public const string TelemetryName = "PlanDecomp.Llm";

    public static readonly Uri OpenAiUrl = new("https://api.openai.com/v1");

    /// <summary>Without retries and time-outs of its own: <see cref="LlmCaller"/> has them. Prompts and answers stay out of telemetry, unless <see cref="LlmOptions.RecordContent"/> says otherwise.</summary>
    /// <param name="model">Whom to ask.</param>
    /// <param name="options">What goes into spans, and the keys that must not.</param>
    /// <param name="http">The connections.</param>
    /// <param name="loggers">For the spans' own log.</param>
    public static IChatClient Create(LlmModel model, LlmOptions options, HttpClient http, ILoggerFactory loggers)
    {
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = model.Endpoint,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            Transport = new HttpClientPipelineTransport(http),
            // Its own request logging would repeat what the spans say.
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };

        // The client insists on some key; endpoints without authentication look at none.
        var key = new ApiKeyCredential(model.ApiKey.Length == 0 ? "none" : model.ApiKey);
        return new OpenAIClient(key, clientOptions).GetChatClient(model.Name).AsIChatClient()
            .AsBuilder()
            // Set either way: the environment's own switch would say it, too.
            .UseOpenTelemetry(loggers, TelemetryName, telemetry => telemetry.EnableSensitiveData = options.RecordContent)
            .Use(inner => new MaskedModelName(inner, options.Mask))
            .Build();
    }

    /// <summary>The address calls go to.</summary>
    /// <param name="address">As it is set; null is OpenAI's own.</param>
    public static Uri EndpointOf(Uri? address)
    {
        if (address is not { } url) return OpenAiUrl;
        return url.AbsolutePath == "/" ? new Uri(url, "/v1") : url;
    }

    /// <summary>A connection pool that notices changed DNS entries. It stays outside the factory, whose defaults bring retries of their own.</summary>
    public static HttpClient CreateHttpClient(LlmOptions options) => new(new AnswerForm(new AnswerLimit(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    }, options.MaxAnswerBytes)))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>What an endpoint calls the model that has answered is text of others, and an attribute of spans and metrics.</summary>
    private sealed class MaskedModelName(IChatClient inner, SecretMask mask) : DelegatingChatClient(inner)
    {
        private const int MaxLength = 100;

        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.ModelId = Of(response.ModelId);
            return response;
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                update.ModelId = Of(update.ModelId);
                yield return update;
            }
        }

        private string? Of(string? name) => string.IsNullOrEmpty(name) ? null : TextCut.To(mask.Apply(name), MaxLength);
    }
}
