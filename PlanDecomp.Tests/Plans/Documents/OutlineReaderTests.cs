using System.Text;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Tests.Plans.Documents;

/// <summary>Outlines and lists as people write them.</summary>
public sealed class OutlineReaderTests
{
    [Theory]
    [InlineData("*Effort: 3.5 h*", 3.5)]
    [InlineData("*工时：3.5 小时*", 3.5)]
    [InlineData("_effort: 12_", 12.0)]
    [InlineData("Effort: 3.5 h", null)]
    public void Hours_of_work_stand_below_their_task_in_emphasis(string line, double? hours)
    {
        var task = Assert.Single(Assert.Single(Read($"# T\n\n- a\n\n  {line}\n").Plans).Tasks);

        Assert.Equal(hours, task.EffortHours);
        Assert.Equal(hours is null ? line : "", task.Instruction);
    }

    [Fact]
    public void Hours_that_no_task_can_have_are_refused_with_their_line()
    {
        var error = Assert.Single(Read("# T\n\n- a\n\n  *Effort: 10001 h*\n").Errors);

        Assert.Equal(("out_of_range", 5), (error.Code, error.Line));
    }

    [Fact]
    public void Headings_and_lists_below_them_nest_and_the_first_heading_names_the_plan() => AssertReads(
        """
        # Conference

        A day in May.
        Two tracks.

        ## Before
        Six months ahead.

        - [x] Book the *hall*
          - deposit
        - [ ] Speakers

        ## On the day
        1. Doors
        2. Talks
        """,
        "Conference|A day in May.\nTwo tracks.",
        "1 Before|Six months ahead.", "1.1 Book the *hall*|completed", "1.1.1 deposit", "1.2 Speakers", "2 On the day", "2.1 Doors", "2.2 Talks");

    [Fact]
    public void Several_headings_of_one_level_are_tasks_and_none_is_the_title() => AssertReads(
        "# Phase 1\n- a\n# Phase 2\n### Deep\n- b",
        "Imported plan", "1 Phase 1", "1.1 a", "2 Phase 2", "2.1 Deep", "2.1.1 b");

    [Fact]
    public void Underlined_headings_are_headings() => AssertReads("Plan\n====\n\nStep one\n--------\ntext\n\n---\n\nmore", "Plan", "1 Step one|text\n\nmore");

    [Theory]
    [InlineData("- a\n  - b\n    - c\n- d")]
    [InlineData("* a\n\t* b\n\t\t* c\n* d")]
    [InlineData("1. a\n   1. b\n      1. c\n2. d")]
    [InlineData("1) a\n  (1) b\n    i. c\n2) d")]
    [InlineData("a\n\tb\n\t\tc\nd")]
    [InlineData("a\n b\n  c\nd")]
    [InlineData("1. a\n1.1 b\n1.1.1 c\n2. d")]
    [InlineData("一、a\n　（一）b\n　　①c\n二、d")]
    [InlineData("1、a\n  1.1、b\n    ● c\n2、d")]
    [InlineData("• a\n    ◦ b\n        ▪ c\n• d")]
    [InlineData("+ a\n    - b\n        * c\n+ d")]
    [InlineData("☐ a\n  ☐ b\n    ☐ c\n☐ d")]
    [InlineData("[ ] a\n  [ ] b\n    [ ] c\n[ ] d")]
    [InlineData("- a\r\n  - b\r\n    - c\r\n- d\r\n")]
    public void Lists_of_many_kinds_mean_the_same(string text)
    {
        var plan = Assert.Single(Read(text).Plans);
        Assert.Equal(["1 a", "1.1 b", "1.1.1 c", "2 d"], Show(plan).Skip(1));
    }

    [Fact]
    public void Boxes_say_the_status() => Assert.Equal(
        [PlanTaskStatus.Pending, PlanTaskStatus.Running, PlanTaskStatus.Completed, PlanTaskStatus.Completed, PlanTaskStatus.Failed, PlanTaskStatus.Skipped, PlanTaskStatus.Completed, PlanTaskStatus.Pending],
        Assert.Single(Read("- [ ] a\n- [/] b\n- [x] c\n- [X] d\n- [!] e\n- [-] f\n☑ g\n- h").Plans).Tasks.Select(task => task.Status));

    [Theory]
    [InlineData("1. a\n2. b\n   *Depends on: 1*")]
    [InlineData("1. a\n2. b\n   Depends on: 1")]
    [InlineData("一、a\n二、b\n依赖：1")]
    [InlineData("- **7** a\n- b\n\n  *Depends on: 7*")]
    [InlineData("## 1. a\n## 2. b\n_depends on: 1_")]
    public void Dependencies_name_numbers(string text)
    {
        var plan = Assert.Single(Read(text).Plans);
        Assert.Equal([0], plan.Tasks[1].DependsOn);
        Assert.Equal(["a", "b"], plan.Tasks.Select(task => task.Title));
    }

    [Fact]
    public void A_sentence_about_dependence_is_text() => AssertReads("- a\n  Depends on: the weather", "a", "1 a|Depends on: the weather");

    [Fact]
    public void Text_goes_to_the_item_it_stands_below_and_code_and_quotes_are_kept_as_they_are() => AssertReads(
        "- a\n  first\n\n  second\n  - b\n    ```\n    - no item\n      # no heading\n    ```\n\n  of a again\n> - quoted",
        "a", "1 a|first\n\nsecond\n\nof a again\n- quoted", "1.1 b|```\n- no item\n  # no heading\n```");

    [Theory]
    [InlineData("- a\n- [?] b", "Imported plan", new[] { "1 a", "2 b" }, "2 unknown_status")]
    [InlineData("- [>] a", "a", new[] { "1 a" }, "1 unknown_status")]
    [InlineData("# T\n- a\n-\n- b", "T", new[] { "1 a", "2 b" }, "3 left_out")]
    [InlineData("# T\n- a\n- [ ]\n##\n", "T", new[] { "1 a" }, "3 left_out", "4 left_out")]
    [InlineData("---\r\ntitle: \"Trip: Rome\"\r\ntags: [a, b]\r\ndate: 2026-01-01\r\n---\r\n\r\n- a\r\n", "Trip: Rome", new[] { "1 a" }, "1 left_out")]
    [InlineData("\uFEFF---\ntitle: Trip\n---\n# Trip\n## Before\n- a", "Trip", new[] { "1 Before", "1.1 a" })]
    [InlineData("---\n- a\n---\n- b", "Imported plan", new[] { "1 a", "2 b" })]
    [InlineData("| Task | Who |\n|---|:-:|\n| Book \\| pay | Anna |\n| Pack | |\n\n- rest", "Imported plan", new[] { "1 Book | pay|Who: Anna", "2 Pack", "3 rest" }, "1 table")]
    [InlineData("No. | Task\n--- | ---\n1 | Book\n2 | Pack", "Imported plan", new[] { "1 Book|No.: 1", "2 Pack|No.: 2" }, "1 table")]
    [InlineData("\u200F- a\n\u202B  - \u05D0\n\u200E- b", "Imported plan", new[] { "1 a", "1.1 \u05D0", "2 b" })]
    [InlineData("-[ ] a\n-[x]b\n- [X]c", "Imported plan", new[] { "1 a", "2 b|completed", "3 c|completed" })]
    [InlineData("一、准备\n1、订票\n2、酒店\n（1）比较\n（2）预订\n二、出发\n- 打包", "导入的计划", new[] { "1 准备", "1.1 订票", "1.2 酒店", "1.2.1 比较", "1.2.2 预订", "2 出发", "2.1 打包" })]
    [InlineData("一、a\n（一）b\n1. c\n（二）d\n二、e", "Imported plan", new[] { "1 a", "1.1 b", "1.1.1 c", "1.2 d", "2 e" })]
    [InlineData("- a\n-[~] b\n-[?]c\n- [/]d", "Imported plan", new[] { "1 a", "2 b|prepared", "3 c", "4 d|running" }, "3 unknown_status")]
    [InlineData("- \u200F[x] a\n- [ ]\u200F b", "Imported plan", new[] { "1 a|completed", "2 \u200F b" })]
    [InlineData("---\ntitle: |\n  Trip\n  to Rome\ntitle: Other\n---\n- a", "Trip to Rome", new[] { "1 a" }, "1 left_out")]
    [InlineData("- a\n-\n  b\n- c", "Imported plan", new[] { "1 a", "2 b", "3 c" })]
    [InlineData("- [!](http://x.y)\n- [*](z)", "Imported plan", new[] { "1 [!](http://x.y)", "2 [*](z)" })]
    [InlineData("1. a\n(1) b", "Imported plan", new[] { "1 a", "2 b" })]
    public void What_others_write_is_read_and_what_is_not_is_said(string text, string title, string[] tasks, params string[] warnings)
    {
        var reading = Read(text);

        Assert.Empty(reading.Errors);
        var shown = Show(Assert.Single(reading.Plans));
        Assert.Equal(tasks, shown.Skip(1));
        Assert.StartsWith($"{title}|", shown[0], StringComparison.Ordinal);
        Assert.Equal(warnings, reading.Warnings.Select(warning => $"{warning.Line} {warning.Code}"));
    }

    [Fact]
    public void The_line_above_a_list_names_the_plan_unless_it_is_given()
    {
        const string Text = "Trip to Rome:\nin spring\n\n- book\n- pack";
        Assert.Equal("Trip to Rome|in spring", Show(Assert.Single(Read(Text).Plans))[0]);
        Assert.Equal("Holiday|Trip to Rome:\nin spring", Show(Assert.Single(Read(Text, "Holiday").Plans))[0]);
    }

    [Fact]
    public void What_looks_like_a_number_or_a_mark_and_is_none_stays() => AssertReads(
        "- 3.5 km run\n- [1] a source\n- [a link](http://x.y)\n- 2024 review\n- C# and R&D &amp; more \\*\n- **Bold** start",
        "Imported plan", "1 3.5 km run", "2 [1] a source", "3 [a link](http://x.y)", "4 2024 review", "5 C# and R&D & more *", "6 **Bold** start");

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("\n \n", 1, "empty")]
    [InlineData("# T\n\ntext", 1, "empty")]
    [InlineData("---\ntitle: T\n---\n", 2, "empty")]
    [InlineData("- a\n    - b\n - c", 3, "indentation")]
    [InlineData("a\n    b\n  c", 3, "indentation")]
    [InlineData("- a\n\n  *Depends on: 4*", 3, "unknown_dependency")]
    [InlineData("- a\n\n  *Depends on: b*", 3, "unknown_dependency")]
    [InlineData("- **1** a\n- **1** b\n- c\n\n  *Depends on: 1*", 5, "ambiguous_dependency")]
    [InlineData("1. a\n\n   *Depends on: 1*", 3, "dependency_cycle")]
    [InlineData("1. a\n   - b\n\n     *Depends on: 1*", 4, "dependency_cycle")]
    [InlineData("1. a\n\n   *Depends on: 2*\n2. b\n\n   *Depends on: 3*\n3. c\n\n   *Depends on: 1*", 9, "dependency_cycle")]
    [InlineData("- a\n```\n- b", 2, "unclosed")]
    [InlineData("- a\n<!-- hidden\n- b", 2, "unclosed")]
    [InlineData("- a\n- b\u0007c", 2, "title")]
    public void Faults_are_named_with_their_line(string text, int line, string code)
    {
        var reading = Read(text);
        var error = Assert.Single(reading.Errors);
        Assert.Equal((line, code), (error.Line, error.Code));
        Assert.NotEmpty(error.Reason);
        Assert.Empty(reading.Plans);
    }

    [Fact]
    public void Faults_come_in_the_order_of_their_lines_and_one_does_not_make_the_next() => Assert.Equal(
        [(3, "indentation"), (4, "title"), (8, "unknown_dependency")],
        Read("- a\n    - b\n - c\n- d\u0007\n-\n- e\n\n  *Depends on: 12*").Errors.Select(error => (error.Line!.Value, error.Code)));

    [Fact]
    public void Limits_are_checked_with_their_lines()
    {
        var deep = string.Join('\n', Enumerable.Range(0, 21).Select(depth => $"{new string(' ', 2 * depth)}- level {depth + 1}"));
        Assert.Equal((21, "too_deep"), FaultOf(Read(deep)));
        Assert.Equal((2, "too_long"), FaultOf(Read($"- a\n- {new string('x', 201)}")));
        Assert.Equal((3, "too_long"), FaultOf(Read($"- a\n- b\n  {new string('x', 20_001)}")));
        Assert.Equal((4, "too_many"), FaultOf(Read("- a\n- b\n- c\n- d", limits: new ImportOptions { MaxTasks = 3 })));
        Assert.Empty(Read($"- {string.Concat(Enumerable.Repeat("😀", 200))}").Errors);
    }

    [Fact]
    public void Outlines_of_a_newer_program_are_read_and_said()
    {
        var reading = Read("<!-- plandecomp 2 -->\n# T\n- [ ] **1** a");
        Assert.Equal((1, "newer_version"), (Assert.Single(reading.Warnings).Line, reading.Warnings[0].Code));
        Assert.Equal(["T|", "1 a"], Show(Assert.Single(reading.Plans)));
    }

    private static DocumentReading Read(string text, string? title = null, ImportOptions? limits = null) =>
        new PlanDocuments(Options.Create(limits ?? new ImportOptions())).Read(Encoding.UTF8.GetBytes(text), PlanFormat.Markdown, title);

    private static (int? Line, string Code) FaultOf(DocumentReading reading) => (Assert.Single(reading.Errors).Line, reading.Errors[0].Code);

    private static void AssertReads(string text, string plan, params string[] tasks)
    {
        var reading = Read(text);
        Assert.Empty(reading.Errors);
        Assert.Equal([plan.Contains('|') ? plan : $"{plan}|", .. tasks], Show(Assert.Single(reading.Plans)));
    }

    private static List<string> Show(PlanDocument plan)
    {
        var numbers = plan.Numbers();
        return
        [
            $"{plan.Title}|{plan.Description}",
            .. plan.Tasks.Select((task, index) => $"{numbers[index]} {task.Title}"
                + (task.Instruction.Length > 0 ? $"|{task.Instruction}" : "")
                + (task.Status == PlanTaskStatus.Pending ? "" : $"|{task.Status.ToName()}")),
        ];
    }
}
