using PlanDecomp.Worker.Planning.Offline.Kinds;
using PlanDecomp.Worker.Planning.Offline.Knowledge;
using PlanDecomp.Worker.Planning.Offline.Reading;
using PlanDecomp.Worker.Planning.Offline.Tree;

namespace PlanDecomp.Worker.Execution.Offline;

/// <summary>A note to begin a task with: its goal, the usual steps of such work, a checklist, and what is still to be settled.</summary>
/// <remarks>The steps are the offline planner's knowledge: the task's own parts where a template knows them, else those of its type of work.</remarks>
internal static class WorkNote
{
    private const int MaxSteps = 8;
    private const int MaxTitle = 80;

    public static string Write(WritingRequest request)
    {
        var plan = Brief.Read(request.PlanTitle, request.PlanDescription);
        var node = NodeOf(request, plan);
        var language = LanguageReader.Read(PlainText.OneLine($"{request.Title} {request.Instruction}"), plan.Language);
        var facts = FactsOf(request, plan, language);
        var note = new NoteText(language);
        note.Label(NoteWords.WorkLabel);
        note.Heading(NoteWords.Goal);
        note.Paragraph(GoalOf(request, node));
        note.Paragraph($"{NoteWords.PartOf.In(language)}: {string.Join(" › ", request.Ancestors.Select(above => Short(above.Title)).Prepend(Short(request.PlanTitle)))}");
        note.Section(NoteWords.Given, Known(facts, language));
        note.Section(NoteWords.BuildsOn, [.. request.Inputs.Select(input => $"**{Short(input.Title)}**: {Gist(input, language)}")]);
        note.Numbered(NoteWords.Steps, Steps(node, language));
        note.Section(NoteWords.Checklist, [.. Checks(request, node, language).Select(check => $"[ ] {check}")]);
        note.Section(NoteWords.OpenQuestions, Questions(request, facts, node, language));
        return note.ToString();
    }

    private static Node NodeOf(WritingRequest request, Brief plan)
    {
        var items = plan.Kind == KnownKinds.General ? ListedItems.Read(request.PlanTitle, request.PlanDescription) : null;
        var node = TaskTree.Walk(TaskTree.Root(plan, items), [.. request.Ancestors.Select(above => above.Title), request.Title]);

        // A task that the planner would not break down further is still done in the steps of its type of work.
        return node.HasChildren ? node : OwnTask.Of(request.Title, node.Brief) with { Instruction = node.Instruction };
    }

    private static string GoalOf(WritingRequest request, Node node)
    {
        var instruction = PlainText.OneLine(request.Instruction);
        if (instruction.Length == 0) instruction = node.IsOwn ? "" : node.Instruction;
        return instruction.Length == 0 ? Short(request.Title) : instruction;
    }

    private static IReadOnlyList<string> Steps(Node node, Language language)
    {
        var children = TaskTree.ChildrenOf(node).Take(MaxSteps).ToList();
        return
        [
            .. children.Select(child =>
            {
                // What the task is about stands in its title; each step need not repeat it.
                var title = node.IsLarge ? child.Title : child.Title.Split(language == Language.Chinese ? "：" : ": ", 2)[0];
                var how = child.Instruction.StartsWith(child.Title, StringComparison.Ordinal) ? child.Instruction[child.Title.Length..].TrimStart(':', '：', '.', '。', ' ') : child.Instruction;
                return how.Length == 0 ? $"**{title}**" : $"**{title}**{(language == Language.Chinese ? "：" : ": ")}{how}";
            }),
        ];
    }

    private static IEnumerable<string> Checks(WritingRequest request, Node node, Language language)
    {
        // "Done when …" in the instruction is the best check there is.
        foreach (var sentence in Sentences(GoalOf(request, node)))
        {
            if (sentence.StartsWith("Done when ", StringComparison.OrdinalIgnoreCase)) yield return Capital(sentence["Done when ".Length..].TrimEnd('.'));
            else if (sentence.Contains("即为完成", StringComparison.Ordinal)) yield return sentence.Replace("即为完成", "", StringComparison.Ordinal).Trim('，', ',', '。', ' ');
        }

        yield return NoteWords.AllStepsDone.In(language);
        if (!string.IsNullOrWhiteSpace(request.Hint)) yield return $"{NoteWords.Minded.In(language)}: {Shortener.To(PlainText.OneLine(request.Hint), 200)}";
        yield return NoteWords.ResultStored.In(language);
    }

    private static IReadOnlyList<string> Questions(WritingRequest request, Facts facts, Node node, Language language)
    {
        var costs = node.Work == WorkTypes.Buy || node.Work == WorkTypes.Shop || node.Work == WorkTypes.Arrange;
        return
        [
            .. request.Inputs.Where(input => input.Content is null).Select(input => string.Format(null, NoteWords.WhatCameOf.In(language), Short(input.Title))),
            NoteWords.WhoDoes.In(language),
            .. facts.Deadline is null ? [NoteWords.ByWhen.In(language)] : Array.Empty<string>(),
            .. costs && facts.Budget is null ? [NoteWords.WhatCost.In(language)] : Array.Empty<string>(),
            .. costs && facts.People is null ? [NoteWords.HowMany.In(language)] : Array.Empty<string>(),
        ];
    }

    /// <summary>What the task itself says goes before what the whole request says.</summary>
    private static Facts FactsOf(WritingRequest request, Brief plan, Language language)
    {
        var own = FactReader.Read(PlainText.Of($"{request.Title}\n{request.Instruction}"), language);
        return plan.Facts with
        {
            Duration = own.Duration ?? plan.Facts.Duration,
            People = own.People ?? plan.Facts.People,
            Budget = own.Budget ?? plan.Facts.Budget,
            Deadline = own.Deadline ?? plan.Facts.Deadline,
            Tech = own.Tech ?? plan.Facts.Tech,
        };
    }

    private static IReadOnlyList<string> Known(Facts facts, Language language)
    {
        (Words Name, string? Value)[] known =
        [
            (NoteWords.Deadline, facts.Deadline), (NoteWords.Duration, facts.Duration?.In(language)), (NoteWords.Budget, facts.Budget),
            (NoteWords.People, facts.People), (NoteWords.Tech, facts.Tech),
        ];
        return [.. known.Where(fact => fact.Value is not null).Select(fact => $"{fact.Name.In(language)}: {fact.Value}")];
    }

    private static string Gist(TaskInput input, Language language) =>
        input.Content is { } content && NoteReading.Gist(content) is { Length: > 0 } gist ? gist : NoteWords.NoResult.In(language);

    private static IEnumerable<string> Sentences(string text) =>
        text.Replace("。", "。\n", StringComparison.Ordinal).Replace(". ", ".\n", StringComparison.Ordinal).Split('\n').Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Short(string title) => Shortener.To(PlainText.OneLine(title), MaxTitle);
}
