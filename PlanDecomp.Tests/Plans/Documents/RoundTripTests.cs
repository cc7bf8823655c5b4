using System.Text;
using CsCheck;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Documents.Markdown;

namespace PlanDecomp.Tests.Plans.Documents;

/// <summary>Whatever a plan holds, its export builds the same plan again.</summary>
public sealed class RoundTripTests
{
    private static readonly PlanDocuments Documents = new(Options.Create(new ImportOptions()));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_plan_comes_back_from_its_JSON_as_it_was() => PlanDocumentGen.Plan.Sample(plan =>
        AssertSame([plan], Documents.Read(JsonOf(plan), PlanFormat.Auto, null), PlanFormat.Json));

    [Fact]
    public void A_plans_standing_wishes_come_back_from_its_JSON() => Assert.Equal(
        "no travel", Assert.Single(Documents.Read(JsonOf(new PlanDocument("T", "", []) { Wishes = "no travel" }), PlanFormat.Auto, null).Plans).Wishes);

    [Fact]
    public void Any_plan_comes_back_from_its_outline_as_it_was() => PlanDocumentGen.Plan.Sample(plan =>
        AssertSame([InOutline(plan)], Documents.Read(Encoding.UTF8.GetBytes(MarkdownPlanWriter.Write(plan)), PlanFormat.Auto, null), PlanFormat.Markdown));

    [Fact]
    public void Any_outline_survives_an_editor_that_changes_line_ends_and_strips_trailing_spaces() => PlanDocumentGen.Plan.Sample(plan =>
    {
        var edited = string.Join("\r\n", MarkdownPlanWriter.Write(plan).Split('\n').Select(line => line.TrimEnd(' ', '\t')));
        AssertSame([InOutline(plan)], Documents.Read(Encoding.UTF8.GetBytes($"\uFEFF{edited}"), PlanFormat.Markdown, null), PlanFormat.Markdown);
    });

    [Fact]
    public void Any_plans_come_back_from_one_outline() => PlanDocumentGen.Plan.Array[1, 4].Sample(plans =>
        AssertSame([.. plans.Select(InOutline)], Documents.Read(Encoding.UTF8.GetBytes(string.Join('\n', plans.Select(MarkdownPlanWriter.Write))), PlanFormat.Auto, null), PlanFormat.Markdown));

    [Fact]
    public void Any_text_at_all_is_read_or_refused_with_a_line() => Gen.Select(PlanDocumentGen.Text.Array[0, 12], Gen.OneOfConst(PlanFormat.Markdown, PlanFormat.Json, PlanFormat.Auto))
        .Sample((lines, format) =>
        {
            var reading = Documents.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), format, null);
            Assert.True(reading.Errors.Count > 0 || reading.Plans.Count > 0);
            Assert.All(reading.Errors, error => Assert.True(error.Line > 0 || error.Path is not null));
        });

    [Fact]
    public void Whatever_titles_and_texts_a_plan_has_come_by_its_exports_can_be_imported_again() =>
        Gen.Select(Hostile, Hostile, Hostile.Array[1, 6]).Sample((title, text, titles) =>
        {
            var tree = new PlanTree(
                new Plan { PlanId = 7, Title = title, Description = text, TaskCount = titles.Length, CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch },
                [.. titles.Select((each, i) => new PlanTaskNode { TaskId = i + 1, PlanId = 7, Title = each, Instruction = text, Error = text, CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch })]);
            var document = PlanDocument.Of(tree, Enumerable.Empty<TaskResult>().ToLookup(_ => 0L));

            AssertSame([document], Documents.Read(JsonOf(document), PlanFormat.Auto, null), PlanFormat.Json);
            AssertSame([InOutline(document)], Documents.Read(Encoding.UTF8.GetBytes(MarkdownPlanWriter.Write(document)), PlanFormat.Auto, null), PlanFormat.Markdown);
        });

    private static readonly Gen<string> Hostile = Gen.Frequency(
        (8, Gen.OneOfConst("a", " ", "\0", "\u001B[2J", "\u0007", "\n", "\r\n", "\t", "\uD83D", "\uDE00", "\uD83D\uDE00", "\u007F", "\u0085", "\u2028", "# ", "- ", "* ", "[x] ", "任务", "&#27;", "\\u0000").Array[0, 8].Select(string.Concat)),
        (1, Gen.Int[190, 420].Select(length => new string('x', length))),
        (1, Gen.Int[190, 420].Select(length => string.Concat(Enumerable.Repeat("😀", length)))));

    /// <summary>Outlines are for people: of a task's results they have the newest, and no times.</summary>
    private static PlanDocument InOutline(PlanDocument plan) => plan with
    {
        Tasks = [.. plan.Tasks.Select(task => task with { Results = [.. task.Results.TakeLast(1).Select(result => result with { CreatedAt = null })] })],
    };

    private static byte[] JsonOf(PlanDocument plan)
    {
        using var stream = new MemoryStream();
        var writer = new PlanJsonWriter(stream, DateTimeOffset.UnixEpoch);
        writer.WriteAsync(plan, Ct).GetAwaiter().GetResult();
        writer.EndAsync(Ct).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static void AssertSame(PlanDocument[] expected, DocumentReading reading, string format)
    {
        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        Assert.Equal(format, reading.Format);
        Assert.Equal(expected.Length, reading.Plans.Count);
        foreach (var (plan, read) in expected.Zip(reading.Plans))
        {
            Assert.Equal((plan.Title, plan.Description), (read.Title, read.Description));
            Assert.Equal(plan.Tasks.Select(Show), read.Tasks.Select(Show));
        }
    }

    private static string Show(DocumentTask task) => $"{task.Parent}|{task.Title}|{task.Instruction}|{task.Status}|{task.Error ?? "-"}|{task.EffortHours}|{string.Join(',', task.DependsOn)}|{string.Join(',', task.Results)}";
}
