// Readers are told of lines in their order, and of other changes in batches.
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog.Following;

internal sealed partial class FollowedJob
{
    /// <summary>One thread tells at a time, so that the order of the lines is the order of their telling.</summary>
    private void TellArrived()
    {
        lock (_gate)
        {
            if (_telling) return;
            _telling = true;
        }

        while (true)
        {
            JobLogEntry? line;
            JobLogSubscription[] readers;
            lock (_gate)
            {
                _telling = _arrived.TryDequeue(out line);
                if (!_telling) return;
                readers = [.. _readers];
            }

            foreach (var reader in readers) reader.RaiseLineArrived(line!);
        }
    }

    private void TellChanged()
    {
        JobLogSubscription[] readers;
        lock (_gate) readers = [.. _readers];
        foreach (var reader in readers) reader.RaiseChanged();
    }
}
