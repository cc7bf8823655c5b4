using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

/// <summary>A test of the Api's routes: a real Api over a data folder of its own, and a person who asks it. No worker runs.</summary>
public abstract class ApiTest : IAsyncDisposable
{
    protected ApiTest()
    {
        App = new ApiApp(Data.Path);
        Anna = App.NewClient();
    }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected PlanData Data { get; } = new();

    protected ApiApp App { get; }

    /// <summary>Someone with an account of her own.</summary>
    protected HttpClient Anna { get; }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Anna.Dispose();
        await App.DisposeAsync();
        Data.Dispose();
    }
}
