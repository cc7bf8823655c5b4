using System.Collections.Concurrent;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>A writer whose results follow from the task's title alone, after as long a time as the test likes.</summary>
public sealed class ScriptedWriter : ITaskWriter
{
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private readonly ConcurrentQueue<WritingRequest> _requests = [];
    private int _open;

    public string Name => ModelChoice.Llm;

    public string? Model => "scripted";

    /// <summary>Decides the result; null leaves it to "result of {title}".</summary>
    public Func<WritingRequest, CancellationToken, Task<string?>> Script { get; set; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>Calls each task takes.</summary>
    public Func<WritingRequest, int> CallsOf { get; set; } = _ => 1;

    /// <summary>Decides which tasks are only prepared; none at first.</summary>
    public Predicate<WritingRequest> IsPreparedAt { get; set; } = _ => false;

    /// <summary>Decides which results lack their end; none at first.</summary>
    public Predicate<WritingRequest> IsCutAt { get; set; } = _ => false;

    public long TokensPerCall { get; set; } = 10;

    public decimal? CostPerCall { get; set; } = 0.5m;

    public IReadOnlyList<WritingRequest> Requests => [.. _requests];

    /// <summary>The titles in the order their work began.</summary>
    public IReadOnlyList<string> Order => [.. _requests.Select(request => request.Title)];

    public int TotalCalls => _calls.Values.Sum();

    public int MostAtOnce { get; private set; }

    public int CallsFor(string title) => _calls.GetValueOrDefault(title);

    /// <summary>A writer that fails at the given titles.</summary>
    public static ScriptedWriter FailingAt(params IReadOnlyList<string> titles) => new()
    {
        Script = (request, _) => titles.Contains(request.Title) ? throw new TaskWritingException($"{request.Title} cannot be done") : Task.FromResult<string?>(null),
    };

    public async Task<WrittenText> WriteAsync(WritingRequest request, ICallUsage usage, CancellationToken ct)
    {
        _requests.Enqueue(request);
        lock (_requests) MostAtOnce = Math.Max(MostAtOnce, ++_open);
        try
        {
            string? content = null;
            for (var call = 0; call < CallsOf(request); call++)
            {
                await usage.BeforeCallAsync(CostPerCall, ct);
                _calls.AddOrUpdate(request.Title, 1, (_, calls) => calls + 1);
                try
                {
                    content = await Script(request, ct);
                }
                finally
                {
                    usage.AfterCall(new PaidCall("scripted", TokensPerCall, 0, CostPerCall));
                }
            }

            return new WrittenText(content ?? $"result of {request.Title}", IsPreparedAt(request)) { IsIncomplete = IsCutAt(request) };
        }
        finally
        {
            lock (_requests) _open--;
        }
    }
}
