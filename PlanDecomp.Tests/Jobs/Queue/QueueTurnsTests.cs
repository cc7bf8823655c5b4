using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Jobs.Queue;

/// <summary>Any jobs of many owners, taken by several workers in any order.</summary>
public sealed class QueueTurnsTests(RedisServer redis)
{
    private const int Workers = 2;
    private const int Places = 3;
    private const int MostOfOwner = 2;
    private static readonly string[] Owners = ["a", "b", "c", "d"];

    /// <summary>What happens next: an owner asks for jobs, a worker takes what it has places for, or is done with one.</summary>
    private static readonly Gen<(Act Act, int Who, int Count)> Step = Gen.Select(
        Gen.Frequency((3, Gen.Const(Act.Ask)), (4, Gen.Const(Act.Take)), (4, Gen.Const(Act.Finish))), Gen.Int[0, 3], Gen.Int[1, 6]);

    private enum Act
    {
        Ask,
        Take,
        Finish,
    }

    [Fact]
    public async Task Who_has_nothing_at_work_waits_behind_one_job_of_each_other_at_most()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await Step.Array[1, 30].SampleAsync(async steps =>
        {
            // The time of a turn is what owners are ordered by: no two in the same moment.
            var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
            var queue = new JobQueue(connection, new RedisKeys(Options.Create(new JobsOptions { KeyPrefix = $"test-{Guid.NewGuid():n}" })), time);
            var house = new House(queue);
            foreach (var (act, who, count) in steps)
            {
                if (act == Act.Ask) await house.AskAsync(Owners[who % Owners.Length], count);
                else if (act == Act.Take) await house.TakeAsync(who % Workers);
                else await house.FinishAsync(who % Workers, count);
            }

            await house.ToEndAsync();
            Assert.Equal(0, await queue.LengthAsync());
        }, iter: 30, threads: 1);
    }

    /// <summary>What is known of the queue without asking it.</summary>
    private sealed class House(JobQueue queue)
    {
        private readonly Dictionary<string, Queue<string>> _waiting = Owners.ToDictionary(owner => owner, _ => new Queue<string>());
        private readonly List<QueueEntry>[] _atWork = [.. Enumerable.Range(0, Workers).Select(_ => new List<QueueEntry>())];
        private readonly Dictionary<(string Waits, string Passes), int> _passed = [];
        private int _jobs;

        public async Task AskAsync(string owner, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var job = $"{owner}{++_jobs}";
                _waiting[owner].Enqueue(job);
                await queue.EnqueueAsync(owner, job, null);
            }
        }

        public async Task TakeAsync(int worker)
        {
            var here = _atWork[worker];
            var free = Places - here.Count;
            var taken = await queue.TakeAsync($"w{worker}", free, MostOfOwner, owner => here.Count(entry => entry.Owner == owner));
            foreach (var entry in taken)
            {
                Assert.Equal(_waiting[entry.Owner].Dequeue(), entry.JobId);
                foreach (var owner in Owners.Where(owner => owner != entry.Owner && _waiting[owner].Count > 0 && !_atWork.Any(one => one.Any(job => job.Owner == owner))))
                {
                    var passed = _passed[(owner, entry.Owner)] = _passed.GetValueOrDefault((owner, entry.Owner)) + 1;
                    Assert.True(passed <= 1, $"{passed} jobs of {entry.Owner} went before the next of {owner}, who has none at work.");
                }

                here.Add(entry);
                Forget(entry.Owner);
            }

            Assert.All(Owners, owner => Assert.True(here.Count(entry => entry.Owner == owner) <= MostOfOwner));
            Assert.True(taken.Count == free || Owners.All(owner => _waiting[owner].Count == 0 || here.Count(entry => entry.Owner == owner) == MostOfOwner), "A place stays free that a job waits for.");
        }

        public async Task FinishAsync(int worker, int which)
        {
            var here = _atWork[worker];
            if (here.Count == 0) return;
            var entry = here[which % here.Count];
            here.Remove(entry);
            await queue.RemoveAsync(entry);
            Forget(entry.Owner);
        }

        public async Task ToEndAsync()
        {
            for (var round = 0; round < 200 && (_waiting.Values.Any(jobs => jobs.Count > 0) || _atWork.Any(jobs => jobs.Count > 0)); round++)
            {
                await FinishAsync(round % Workers, 0);
                await TakeAsync(round % Workers);
            }

            Assert.All(_waiting.Values, Assert.Empty);
        }

        /// <summary>An owner's wait begins anew with each job that is taken, and when it has none at work any more.</summary>
        private void Forget(string owner)
        {
            foreach (var other in Owners) _passed.Remove((owner, other));
        }
    }
}
