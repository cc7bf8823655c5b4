using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>Which planner works follows from the configuration, and wrong configurations are refused in words.</summary>
public sealed class PlannerChooserTests
{
    [Fact]
    public void Without_key_and_address_the_offline_rules_work()
    {
        using var services = Build();

        var chosen = services.GetRequiredService<PlannerChooser>().Choose();

        Assert.Equal((PlannerNames.Offline, null, "not_configured"), (chosen.Planner.Name, chosen.Host, chosen.Reason));
        Assert.Contains("no language model is configured", chosen.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_the_environment_is_enough_for_OpenAI()
    {
        using var services = Build(("OPENAI_API_KEY", "sk-env"));

        var chosen = services.GetRequiredService<PlannerChooser>().Choose();

        Assert.Equal(("llm", LlmOptions.DefaultModel, "api.openai.com"), (chosen.Planner.Name, chosen.Planner.Model, chosen.Host));
        Assert.Equal("sk-env", services.GetRequiredService<IOptions<LlmOptions>>().Value.ApiKey);
        Assert.DoesNotContain("sk-env", chosen.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_endpoint_needs_no_key()
    {
        using var services = Build(("Llm:BaseUrl", "http://localhost:11434"), ("Llm:Model", "qwen3:8b"));

        var chosen = services.GetRequiredService<PlannerChooser>().Choose();

        Assert.Equal(("llm", "qwen3:8b", "localhost:11434"), (chosen.Planner.Name, chosen.Planner.Model, chosen.Host));
    }

    [Fact]
    public void Offline_can_be_asked_for()
    {
        using var services = Build(("Planning:Planner", "offline"), ("Llm:ApiKey", "sk-1"));

        Assert.Equal((PlannerNames.Offline, "chosen"), (services.GetRequiredService<PlannerChooser>().Choose().Planner.Name, services.GetRequiredService<PlannerChooser>().Choose().Reason));
    }

    [Theory]
    [InlineData("Planning:Planner", "llm", "OPENAI_API_KEY")]
    [InlineData("Planning:Planner", "magic", "'auto', 'llm' or 'offline'")]
    [InlineData("Planning:Parallelism", "0", "Parallelism")]
    public void A_wrong_planning_option_is_named(string key, string value, string expected)
    {
        using var services = Build((key, value));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PlanningOptions>>().Value);

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Llm:BaseUrl", "http://localhost:11434", "Llm:Model is needed")]
    [InlineData("Llm:BaseUrl", "localhost", "no http or https address")]
    [InlineData("Llm:StructuredOutput", "xml", "'json_schema', 'json_object' or 'none'")]
    [InlineData("Llm:Prices:0:InputPerMillion", "1", "needs a Model")]
    [InlineData("Llm:MaxConcurrentCalls", "0", "MaxConcurrentCalls")]
    public void A_wrong_model_option_is_named(string key, string value, string expected)
    {
        using var services = Build((key, value));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LlmOptions>>().Value);

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build());
        services.AddLogging();
        services.AddKeyedSingleton<INodePlanner>(PlannerNames.Offline, new NamedPlanner());
        services.AddPlans();
        services.AddPlanning();
        return services.BuildServiceProvider();
    }

    private sealed class NamedPlanner : INodePlanner
    {
        public string Name => PlannerNames.Offline;

        public string? Model => null;

        public Task<NodePlan> PlanAsync(NodeRequest request, ICallUsage usage, CancellationToken ct) => throw new NotSupportedException();
    }
}
