using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Offline.Tree;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Writing;

/// <summary>A note to begin a task with: its goal, the usual steps of such work, a checklist, and what is still to be settled.</summary>
/// <remarks>The steps are the offline planner's knowledge: the task's own parts where a template knows them, else those of its type of work.</remarks>
internal static class WorkNote
{
    private const int MaxSteps = 8;
    private const int MaxInputs = 8;
    private const int MaxTitle = 80;

    public static string Write(WritingRequest request)
    {
        var plan = Brief.Read(request.PlanTitle, request.PlanDescription);
        var node = NodeOf(request, plan);
        var language = LanguageReader.Read(PlainText.OneLine($"{request.Title} {request.Instruction}"), plan.Language);
        var facts = FactsOf(request, plan, language);
        var steps = TaskTree.ChildrenOf(node).Take(MaxSteps).ToList();
        var goal = GoalOf(request, node);
        var note = new NoteText(language);
        note.Label(NoteWords.WorkLabel);
        note.Heading(NoteWords.Goal);
        note.Paragraph(goal);
        note.Paragraph(note.Pair(NoteWords.PartOf.In(language), string.Join(" › ", Way(request))));
        note.Section(NoteWords.Given, [.. Known(facts, language).Select(fact => note.Pair(fact.Name, fact.Value))]);
        note.Section(NoteWords.BuildsOn, [.. request.Inputs.Take(MaxInputs).Select(input => note.Pair($"**{Short(input.Title)}**", Gist(input, language)))]);
        note.Numbered(NoteWords.Steps, [.. steps.Select(step => StepOf(step, node, note, language))]);
        note.Section(NoteWords.Checklist, [.. Checks(request, goal, steps, note, language).Distinct().Select(check => $"[ ] {check}")]);
        note.Section(NoteWords.OpenQuestions, Questions(request, facts, node, language));
        return note.ToString();
    }

    private static IEnumerable<string> Way(WritingRequest request) =>
        request.Ancestors.Select(above => above.Title).Prepend(request.PlanTitle).Append(request.Title).Select(Short).Where(title => title.Length > 0);

    private static Node NodeOf(WritingRequest request, Brief plan)
    {
        var items = plan.Kind == KnownKinds.General ? ListedItems.Read(request.PlanTitle, request.PlanDescription) : null;
        var node = TaskTree.Walk(TaskTree.Root(plan, items), [.. request.Ancestors.Select(above => above.Title), request.Title]);

        // A task that the planner would not break down further is still done in the steps of its type of work.
        if (!node.HasChildren) node = OwnTask.Of(request.Title, node.Brief) with { Instruction = node.Instruction };

        // "Book the venue for the press event" is booking, not a whole event.
        if (!node.IsOwn || node.Parts.Count == 0) return node;
        var (work, about) = WorkReader.Read(PlainText.OneLine(request.Title), node.Brief.Language);
        return work is null ? node : node with { Parts = [], Work = work, About = about };
    }

    /// <summary>The instruction, without the title that it may begin with.</summary>
    private static string GoalOf(WritingRequest request, Node node)
    {
        var (title, instruction) = (PlainText.OneLine(request.Title), PlainText.OneLine(request.Instruction));
        if (instruction.Length == 0) instruction = node.IsOwn ? "" : node.Instruction;
        var rest = WithoutTitle(instruction, title);
        return rest.Length == 0 ? Short(title) : rest;
    }

    private static string StepOf(Node step, Node node, NoteText note, Language language)
    {
        // What the task is about stands in its title; each step need not repeat it.
        var title = node.IsLarge ? step.Title : step.Title.Split(language == Language.Chinese ? "：" : ": ", 2)[0];
        var how = WithoutTitle(step.Instruction, step.Title);
        return how.Length == 0 ? $"**{title}**" : note.Pair($"**{title}**", how);
    }

    private static string WithoutTitle(string text, string title)
    {
        if (title.Length == 0 || !text.StartsWith(title, StringComparison.Ordinal)) return text;
        var rest = text[title.Length..].TrimStart(':', '：', '.', '。', ' ');
        return rest.Length == 0 ? "" : Capital(rest);
    }

    private static IEnumerable<string> Checks(WritingRequest request, string goal, IReadOnlyList<Node> steps, NoteText note, Language language)
    {
        // "Done when …" is the best check there is.
        foreach (var sentence in Sentences(goal).Concat(steps.SelectMany(step => Sentences(step.Instruction))))
        {
            if (sentence.StartsWith("Done when ", StringComparison.OrdinalIgnoreCase)) yield return Capital(sentence["Done when ".Length..].TrimEnd('.'));
            else if (sentence.Contains("即为完成", StringComparison.Ordinal)) yield return sentence.Replace("即为完成", "", StringComparison.Ordinal).Trim('，', ',', '。', ' ');
        }

        yield return NoteWords.AllStepsDone.In(language);
        if (!string.IsNullOrWhiteSpace(request.Hint)) yield return note.Pair(NoteWords.Minded.In(language), Shortener.To(PlainText.OneLine(request.Hint), 200));
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

    private static IEnumerable<(string Name, string Value)> Known(Facts facts, Language language)
    {
        (Words Name, string? Value)[] known =
        [
            (NoteWords.Deadline, facts.Deadline), (NoteWords.Duration, facts.Duration?.In(language)), (NoteWords.Budget, facts.Budget),
            (NoteWords.People, facts.People), (NoteWords.Tech, facts.Tech),
        ];
        return known.Where(fact => fact.Value is not null).Select(fact => (fact.Name.In(language), fact.Value!));
    }

    private static string Gist(TaskInput input, Language language) =>
        input.Content is { } content && NoteReading.Gist(content) is { Length: > 0 } gist ? gist : NoteWords.NoResult.In(language);

    private static IEnumerable<string> Sentences(string text) =>
        text.Replace("。", "。\n", StringComparison.Ordinal).Replace(". ", ".\n", StringComparison.Ordinal).Split('\n').Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Short(string title) => Shortener.To(PlainText.OneLine(title), MaxTitle);
}
