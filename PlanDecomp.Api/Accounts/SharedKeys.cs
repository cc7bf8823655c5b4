using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Accounts;

/// <summary>The keys that sign the guests' cookies: in the data folder, so that every instance on it reads every cookie, after a restart too.</summary>
internal sealed class SharedKeys(DataFolder folder, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    /// <summary>Part of what the keys are derived for: another name would make all cookies unreadable.</summary>
    public const string ApplicationName = "plandecomp";

    public void Configure(KeyManagementOptions options)
    {
        PrivateFiles.CreateFolder(folder.Keys);
        options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Keys), loggers);
    }
}

/// <summary>Makes the first key before the first request.</summary>
/// <remarks>
/// Instances that start together on an empty folder would each make a key and sign with their own, while the others have read
/// the folder already. So they take turns, and all but the first find a key.
/// </remarks>
internal sealed class FirstKey(DataFolder folder, IDataProtectionProvider protection) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var turn = await FolderLock.TakeAsync(Path.Combine(folder.Root, "keys.lock"), cancellationToken);

        // Protecting reads the folder, and makes a key when it holds none that can be used.
        protection.CreateProtector(nameof(FirstKey)).Protect([]);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
