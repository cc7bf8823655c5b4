using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The model as it is published: nothing of this machine in it, and nothing done on this machine.</summary>
[Collection("AppHost")]
public sealed class PublishTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_manifest_has_a_Redis_with_a_password_a_volume_for_the_data_and_one_door_to_the_outside()
    {
        var data = Path.Combine(_folder.Path, "data");
        var manifest = Path.Combine(_folder.Path, "manifest", "aspire-manifest.json");
        await using var host = RunningProcess.Start(AppHostProcess.Command(
            data, "--operation", "publish", "--step", "publish-manifest", "--output-path", manifest));
        Assert.Equal(0, await host.AwaitExitAsync());

        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_folder.Path, text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
        using var json = JsonDocument.Parse(text);
        var resources = json.RootElement.GetProperty("resources");
        Assert.Equal("container.v0", resources.GetProperty("redis").GetProperty("type").GetString());
        Assert.Contains("password={redis-password.value}", resources.GetProperty("redis").GetProperty("connectionString").GetString(), StringComparison.Ordinal);
        Assert.All(new[] { "api", "worker", "web" }, service => Assert.False(
            resources.GetProperty(service).GetProperty("env").TryGetProperty("ASPNETCORE_FORWARDEDHEADERS_ENABLED", out _), $"{service} believes everyone's X-Forwarded-*."));
        foreach (var service in new[] { "api", "worker" })
        {
            var environment = resources.GetProperty(service).GetProperty("env");
            Assert.Equal("/data", environment.GetProperty("Storage__Path").GetString());
            Assert.Equal("{llm-api-key.value}", environment.GetProperty("Llm__ApiKey").GetString());
            Assert.Equal($"{{{service}.bindings.http.host}}", environment.GetProperty("Edge__AllowedHosts__0").GetString());
            Assert.False(resources.GetProperty(service).GetProperty("bindings").GetProperty("http").TryGetProperty("external", out _));
        }

        Assert.True(resources.GetProperty("web").GetProperty("bindings").GetProperty("http").GetProperty("external").GetBoolean());
        Assert.Equal("{api.bindings.http.url}", resources.GetProperty("web").GetProperty("env").GetProperty("services__api__http__0").GetString());
        Assert.True(resources.GetProperty("llm-api-key").GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean());
    }
}
