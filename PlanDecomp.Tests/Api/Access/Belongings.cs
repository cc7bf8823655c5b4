using System.Net;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Api.Chat;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>One of each thing that an address can name, all of one person's.</summary>
/// <param name="Ids">By the names that the description has for them.</param>
internal sealed record Belongings(IReadOnlyDictionary<string, string> Ids)
{
    /// <param name="person">Whose they are to be.</param>
    /// <param name="data">The Api's files.</param>
    /// <param name="words">Stand in every text of theirs.</param>
    /// <param name="count">
    /// Of what is counted within a plan, so many; the last is the one. Who has fewer has none of that number.
    /// </param>
    public static async Task<Belongings> OfAsync(HttpClient person, PlanData data, string words = "plan", int count = 2)
    {
        var ct = TestContext.Current.CancellationToken;
        var plan = (await person.PostAsync(HttpStatusCode.Created, "/plans", new { title = words, description = words })).GetProperty("plan_id").GetInt64();
        var task = 0L;
        for (var i = 0; i < count; i++) task = await person.AddTaskAsync(plan, new { title = $"{words} {i}", instruction = words });
        var draft = 0L;
        await data.Files.WriteAsync(data.Files.Folder.Plan(plan), connection =>
        {
            for (var i = 0; i < count; i++)
            {
                draft = ProposalWrites.Begin(connection, new NewProposal($"job-{i}", "redo", null, words), TreeSnapshot.Read(connection), data.Time.GetUtcNow());
                ProposalWrites.Put(connection, draft, [new TaskEdit(task) { Title = $"{words} drafted" }]);
            }
        }, ct);
        var changes = await person.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/changes");
        var talk = await ChatTalk.BeginAsync(person, words);

        // Of another plan: the first stays free for all that a job at work would keep from it.
        var busy = await person.CreatePlanAsync(words);
        var reply = await talk.SayAsync($"rename the plan to {words}", planId: busy);
        var job = await person.PostAsync(HttpStatusCode.Accepted, $"/plans/{busy}/decompose", new { hint = words });
        return new Belongings(new Dictionary<string, string>
        {
            ["plan_id"] = $"{plan}",
            ["task_id"] = $"{task}",
            ["proposal_id"] = $"{draft}",
            ["change_set_id"] = $"{changes.GetProperty("change_sets")[0].GetProperty("change_set_id").GetInt64()}",
            ["session_id"] = $"{talk.SessionId}",
            ["message_id"] = $"{reply.MessageId}",
            ["act_id"] = $"{reply.Acts![0].ActId}",
            ["job_id"] = job.GetProperty("job_id").GetString()!,
        });
    }
}
