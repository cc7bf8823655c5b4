using System.Text.Json;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>Results that an older program has stored, without lists it did not know.</summary>
public class StoredResultTests
{
    [Fact]
    public void A_list_that_is_not_stored_is_empty()
    {
        var decomposed = JsonSerializer.Deserialize("""{"planner":"llm","stop_reason":"completed"}""", ContractsJson.Default.DecomposeResult)!;
        Assert.Empty(decomposed.CreatedTaskIds);
        Assert.Empty(decomposed.FailedNodes);
        Assert.Empty(decomposed.StoppedBranches);
        Assert.Empty(JsonSerializer.Deserialize("""{"writer":"llm","stop_reason":"completed"}""", ContractsJson.Default.ExecuteResult)!.FailedTasks);
        Assert.Empty(JsonSerializer.Deserialize("""{"operation":"redo","planner":"llm","stop_reason":"completed"}""", ContractsJson.Default.OperationResult)!.Dropped);
        Assert.Empty(JsonSerializer.Deserialize("{}", ContractsJson.Default.ImportResult)!.Plans);
        Assert.Empty(JsonSerializer.Deserialize("{}", ContractsJson.Default.ReindexResult)!.Skipped);
        Assert.Empty(JsonSerializer.Deserialize("""{"file_name":"a","content_type":"b","format":"json","bytes":1}""", ContractsJson.Default.ExportResult)!.PlanIds);
    }
}
