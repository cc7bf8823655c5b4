using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>A deployment that asks a language model, for all tests of a class; each scripts the model and mends what it has broken.</summary>
/// <remarks>A worker takes one job at a time: a second one waits in the queue.</remarks>
public sealed class ModelDeployment : IAsyncLifetime
{
    public Deployment App { get; } = new();

    public LlmServer Llm { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Llm = await LlmServer.StartAsync();
        App.UseShortLease();
        App.Settings["Llm__BaseUrl"] = Llm.BaseUrl.ToString();
        App.Settings["Llm__ApiKey"] = "test-key-of-no-one";
        App.Settings["Llm__Model"] = "test-model";
        App.Settings["Worker__Concurrency"] = "1";
        App.Settings["Operations__TasksPerCall"] = "1";
        await App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Llm.DisposeAsync();
    }
}
