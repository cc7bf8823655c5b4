using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Storage;

public sealed class FolderLockTests : IDisposable
{
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holders_take_turns()
    {
        var path = Path.Combine(_data.Path, "turn.lock");
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var turn = await FolderLock.TakeAsync(path, Ct);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }, Ct)));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Who_comes_after_a_cut_off_holder_can_tell()
    {
        var path = Path.Combine(_data.Path, "turn.lock");
        using (var first = await FolderLock.TakeAsync(path, Ct))
        {
            Assert.False(first.WasCutOff);
            first.Begin();
        }

        using (var second = await FolderLock.TakeAsync(path, Ct))
        {
            Assert.True(second.WasCutOff);
            second.Begin();
            second.End();
        }

        using var third = await FolderLock.TakeAsync(path, Ct);
        Assert.False(third.WasCutOff);
    }
}
