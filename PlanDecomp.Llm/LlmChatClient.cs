using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI;

namespace PlanDecomp.Llm;

/// <summary>Builds the chat client over the official OpenAI client.</summary>
public static class LlmChatClient
{
    /// <summary>The name of the spans and metrics of calls.</summary>
    public const string TelemetryName = "PlanDecomp.Llm";

    public static readonly Uri OpenAiUrl = new("https://api.openai.com/v1");

    /// <summary>Without retries and time-outs of its own: <see cref="LlmCaller"/> has them. Prompts and answers stay out of telemetry, unless <see cref="LlmOptions.RecordContent"/> says otherwise.</summary>
    public static IChatClient Create(LlmOptions options, HttpClient http, ILoggerFactory loggers)
    {
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = EndpointOf(options),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            Transport = new HttpClientPipelineTransport(http),
            // Its own request logging would repeat what the spans say.
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };

        // The client insists on some key; endpoints without authentication look at none.
        var key = new ApiKeyCredential(string.IsNullOrWhiteSpace(options.ApiKey) ? "none" : options.ApiKey.Trim());
        return new OpenAIClient(key, clientOptions).GetChatClient(options.ModelOrDefault).AsIChatClient()
            .AsBuilder()
            // Set either way: the environment's own switch would say it, too.
            .UseOpenTelemetry(loggers, TelemetryName, telemetry => telemetry.EnableSensitiveData = options.RecordContent)
            .Build();
    }

    /// <summary>The address calls go to.</summary>
    public static Uri EndpointOf(LlmOptions options)
    {
        if (options.BaseUrl is not { } url) return OpenAiUrl;
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
}
