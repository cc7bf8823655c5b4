using System.Globalization;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Plans.Documents;

/// <summary>The rules every imported plan must keep: the same that the rest of the app keeps, said with the place at fault.</summary>
internal sealed class DocumentRules(DocumentNotes notes)
{
    /// <summary>The plan; null when it breaks a rule, which the notes then name.</summary>
    public PlanDocument? Settle(ReadPlan plan, string title)
    {
        var errors = notes.Errors.Count;
        title = Title(title, plan.TitlePlace);
        Text(plan.Description, PlanLimits.DescriptionLength, "description", plan.DescriptionPlace);
        Text(plan.Wishes ?? "", PlanLimits.WishesLength, "wishes", plan.WishesPlace);
        CheckDepths(plan.Tasks);
        foreach (var task in plan.Tasks)
        {
            if (notes.IsFull) return null;
            task.Title = Title(task.Title, task.TitlePlace);
            Text(task.Instruction, PlanLimits.InstructionLength, "instruction", task.InstructionPlace);
            Text(task.Error ?? "", PlanLimits.InstructionLength, "error", task.ErrorPlace);
            if (task.EffortHours is not (null or (>= 0 and <= PlanLimits.EffortHours)))
            {
                notes.Error(NoteCode.OutOfRange, task.EffortPlace, $"Hours of work must be from 0 to {PlanLimits.EffortHours:0}.");
            }

            CheckResults(task);
        }

        var dependencies = new DocumentDependencies(plan.Tasks, notes).Resolve();
        if (notes.Errors.Count > errors) return null;
        return new PlanDocument(title, plan.Description,
        [
            .. plan.Tasks.Select((task, index) => new DocumentTask(task.Title, task.Parent)
            {
                Instruction = task.Instruction,
                Status = task.Status,
                Error = task.Error,
                EffortHours = PlanLimits.Round(task.EffortHours),
                Results = [.. task.Results.Select(result => result.Result)],
                DependsOn = dependencies[index],
            }),
        ])
        {
            Wishes = string.IsNullOrWhiteSpace(plan.Wishes) ? null : plan.Wishes.Trim(),
        };
    }

    private void CheckDepths(List<ReadTask> tasks)
    {
        var depths = new int[tasks.Count];
        for (var i = 0; i < tasks.Count; i++)
        {
            depths[i] = tasks[i].Parent is { } parent ? depths[parent] + 1 : 1;

            // Once a branch: what is below is too deep as well.
            if (depths[i] == PlanLimits.Depth + 1) notes.Error(NoteCode.TooDeep, tasks[i].Place, $"A plan has at most {PlanLimits.Depth} levels.");
        }
    }

    private void CheckResults(ReadTask task)
    {
        if (task.Results.Count > PlanLimits.Results)
        {
            notes.Error(NoteCode.TooMany, task.Place, $"The task has {task.Results.Count} results; at most {PlanLimits.Results} are allowed.");
        }

        foreach (var (result, place) in task.Results)
        {
            Text(result.Content, PlanLimits.ResultLength, "result", place);
            Text(result.Model ?? "", PlanLimits.TitleLength, "model's name", place);
            if (result.Kind is not (TaskResultKind.Work or TaskResultKind.Summary)) notes.Error(NoteCode.WrongKind, place, "A result's kind is work or summary.");
            if (result.Writer is not (DocumentResult.Llm or DocumentResult.Offline)) notes.Error(NoteCode.WrongKind, place, "A result's writer is llm or offline.");
        }
    }

    private string Title(string title, DocumentPlace place)
    {
        title = title.Trim();
        if (!VisibleText.IsIn(title)) notes.Error(NoteCode.Title, place, "There is no title here.");
        else if (title.Any(char.IsControl)) notes.Error(NoteCode.Title, place, "A title must be one line of text, without control characters.");
        else Text(title, PlanLimits.TitleLength, "title", place);
        return title;
    }

    private void Text(string text, int limit, string what, DocumentPlace place)
    {
        // Counted as people count: a sign outside the basic plane is one.
        if (text.Length > limit && text.EnumerateRunes().Count() is var length && length > limit)
        {
            notes.Error(NoteCode.TooLong, place, string.Create(CultureInfo.InvariantCulture, $"The {what} has {length} characters; at most {limit} are allowed."));
        }

        if (text.Contains('\0')) notes.Error(NoteCode.NotStorable, place, $"The {what} contains the character U+0000, which cannot be stored.");
    }
}
