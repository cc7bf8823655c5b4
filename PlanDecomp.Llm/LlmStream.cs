using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>A chat client that streams answers to a person, within the process's limits, and tries again what may pass.</summary>
/// <remarks>
/// Only before the first piece of an answer: what a person has read is never taken back. Its patience is shorter than that of
/// <see cref="LlmCaller"/>, because someone waits. <see cref="LlmOptions.CallTimeout"/> is the longest silence.
/// </remarks>
public sealed class LlmStream(IChatClient client, LlmTraffic traffic, IOptions<LlmOptions> options, TimeProvider time) : DelegatingChatClient(client)
{
    private const int MaxRetries = 2;
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(20);

    private readonly LlmOptions _options = options.Value;
    private readonly LlmRetries _retries = new(options.Value, Math.Min(MaxRetries, options.Value.MaxRetries), MaxPause, traffic, time);
    private volatile bool _hasAnswered;

    public string Model => _options.ModelOrDefault;

    /// <inheritdoc/>
    /// <exception cref="LlmCallException">No answer came of it, or it broke off.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Sent again as they were: the caller may hand over what can be read only once.
        var all = messages.ToList();
        await using var answer = await OpenAsync(all, options, cancellationToken);
        foreach (var update in answer.Begun) yield return update;
        while (await NextAsync(answer, cancellationToken) is { } update) yield return update;
    }

    private async Task<OpenAnswer> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        var pipeline = _retries.Pipeline<OpenAnswer>((_, _, _) => { });
        try
        {
            return await pipeline.ExecuteAsync(async token => await BeginInFormAsync(messages, options, token), ct);
        }
        catch (LlmAttemptException e)
        {
            throw new LlmCallException(e.Failure, _retries.Explain(e.Failure, $"the {MaxPause.TotalSeconds:0} s one waits for an answer"), e.InnerException);
        }
    }

    private async Task<OpenAnswer> BeginInFormAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        var wished = options ?? new ChatOptions();
        while (true)
        {
            var form = traffic.Parameters.Form;
            try
            {
                return await BeginAsync(messages, form.Apply(wished), ct);
            }
            catch (LlmAttemptException e) when (traffic.Parameters.Learn(form, wished, e.Failure) is not null)
            {
                // Asked again without what the endpoint does not take.
            }
        }
    }

    /// <summary>Sends the request and reads on until the answer has begun.</summary>
    private async Task<OpenAnswer> BeginAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        var answer = new OpenAnswer(await traffic.EnterAsync(ct), new CancellationTokenSource(_options.CallTimeout, time), ct);
        try
        {
            answer.Updates = base.GetStreamingResponseAsync(messages, options, answer.Token).GetAsyncEnumerator(answer.Token);
            while (await answer.Updates.MoveNextAsync())
            {
                answer.Begun.Add(answer.Take());
                answer.Silence.CancelAfter(_options.CallTimeout);
                if (answer.Updates.Current.Contents.Any(content => content is not TextContent { Text.Length: 0 })) break;
            }

            _hasAnswered = true;
            traffic.NoteAnswer();
            return answer;
        }
        catch (Exception e)
        {
            var failure = FailureOf(e, answer, ct);
            await answer.DisposeAsync();
            if (failure is null) throw;
            throw new LlmAttemptException(failure, e);
        }
    }

    private async Task<ChatResponseUpdate?> NextAsync(OpenAnswer answer, CancellationToken ct)
    {
        try
        {
            answer.Silence.CancelAfter(_options.CallTimeout);
            return await answer.Updates!.MoveNextAsync() ? answer.Take() : answer.TakeRest();
        }
        catch (Exception e) when (FailureOf(e, answer, ct) is { } failure)
        {
            throw new LlmCallException(failure, failure.Fault == LlmFault.Declined ? _retries.Explain(failure, "") : $"The language model's answer broke off: {failure.Detail}.", e);
        }
    }

    /// <summary>Null when the caller has cancelled: then it is no failure.</summary>
    private LlmFailure? FailureOf(Exception error, OpenAnswer answer, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return null;
        if (error is LlmAttemptException attempt) return attempt.Failure;
        if (answer.Silence.IsCancellationRequested) error = new TimeoutException($"no answer within {_options.CallTimeout.TotalSeconds:0.###} s");
        return LlmFailure.Of(error, time.GetUtcNow(), _options, _hasAnswered);
    }

    /// <summary>An answer on its way, with the place it holds.</summary>
    private sealed class OpenAnswer(IDisposable place, CancellationTokenSource silence, CancellationToken ct) : IAsyncDisposable
    {
        private readonly ReasoningFilter _reasoning = new();
        private bool _isEnded;
        private readonly CancellationTokenSource _both = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, ct);

        public CancellationTokenSource Silence => silence;

        public CancellationToken Token => _both.Token;

        public List<ChatResponseUpdate> Begun { get; } = [];

        public IAsyncEnumerator<ChatResponseUpdate>? Updates { get; set; }

        /// <summary>The newest piece, its text clean and without reasoning.</summary>
        /// <exception cref="LlmAttemptException">A filter has ended the answer.</exception>
        public ChatResponseUpdate Take()
        {
            var update = Updates!.Current;
            for (var i = update.Contents.Count - 1; i >= 0; i--)
            {
                switch (update.Contents[i])
                {
                    case TextReasoningContent:
                        update.Contents.RemoveAt(i);
                        break;
                    case TextContent text:
                        // A piece may end between the two characters of a line break.
                        text.Text = _reasoning.Push(CleanText.Of(text.Text.Replace("\r", "", StringComparison.Ordinal)));
                        break;
                }
            }

            return update.FinishReason == ChatFinishReason.ContentFilter ? throw new LlmAttemptException(LlmFailure.OfFilter, null) : update;
        }

        /// <summary>What the filter of reasoning still holds when nothing more comes; null when that is nothing.</summary>
        public ChatResponseUpdate? TakeRest()
        {
            if (_isEnded || _reasoning.End() is not { Length: > 0 } rest) return null;
            _isEnded = true;
            return new ChatResponseUpdate(ChatRole.Assistant, rest);
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (Updates is not null) await Updates.DisposeAsync();
            }
            finally
            {
                place.Dispose();
                _both.Dispose();
                silence.Dispose();
            }
        }
    }
}
