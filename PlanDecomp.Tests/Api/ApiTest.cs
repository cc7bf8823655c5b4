using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

/// <summary>A test of the Api's routes: a real Api, and a person who asks it. No worker runs.</summary>
public abstract class ApiTest : IAsyncDisposable
{
    private readonly bool _isOwn;

    /// <summary>At the Api that all tests share.</summary>
    protected ApiTest(SharedApi shared)
        : this(shared.Data, shared.App)
    {
    }

    /// <summary>At an Api of the test's own, for one that is about all that it holds.</summary>
    protected ApiTest()
        : this(new PlanData())
    {
    }

    private ApiTest(PlanData data, ApiApp? shared = null)
    {
        Data = data;
        App = shared ?? new ApiApp(data.Path);
        _isOwn = shared is null;
        Anna = App.NewClient();
    }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected PlanData Data { get; }

    protected ApiApp App { get; }

    /// <summary>Someone with an account of her own.</summary>
    protected HttpClient Anna { get; }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Anna.Dispose();
        if (!_isOwn) return;
        await App.DisposeAsync();
        Data.Dispose();
    }
}
