using System.Text.Json;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents;

/// <summary>Reads our JSON format. What is wrong is named by its path, what is unknown is left out and said.</summary>
internal sealed class PlanJsonReader(DocumentNotes notes, ImportOptions limits)
{
    /// <summary>Deeper than any plan may be, so that a plan that is too deep is told so, and not that it is no JSON.</summary>
    private const int MaxDepth = 512;

    private static readonly string[] EnvelopeFields = [PlanJsonFields.Format, PlanJsonFields.FormatVersion, PlanJsonFields.ExportedAt, PlanJsonFields.Plans];
    private static readonly string[] PlanFields = [PlanJsonFields.Title, PlanJsonFields.Description, PlanJsonFields.Wishes, PlanJsonFields.Tasks];

    private static readonly string[] TaskFields =
    [
        PlanJsonFields.Id, PlanJsonFields.Title, PlanJsonFields.Instruction, PlanJsonFields.Status, PlanJsonFields.DependsOn, PlanJsonFields.Children,
        PlanJsonFields.Error, PlanJsonFields.EffortHours, PlanJsonFields.Results,
    ];

    private static readonly string[] ResultFields =
        [PlanJsonFields.Kind, PlanJsonFields.Content, PlanJsonFields.Writer, PlanJsonFields.Model, PlanJsonFields.CreatedAt,
            PlanJsonFields.Prepared, PlanJsonFields.Incomplete];

    private readonly JsonValues _values = new(notes);

    public IReadOnlyList<ReadPlan> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            var plans = ReadEnvelope(document.RootElement);
            _values.WarnOfUnknown();
            return plans;
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? DocumentPlace.AtLine((int)line + 1) : DocumentPlace.AtPath(e.Path ?? "$");
            notes.Error(NoteCode.NotJson, place, $"This is not valid JSON: {WordsOf(e)}");
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair, written as \uD83D alone: the parser takes it and cannot give it back.
            notes.Error(NoteCode.NotText, DocumentPlace.AtPath("$"), "The name of a field is not valid Unicode.");
        }

        return [];
    }

    private List<ReadPlan> ReadEnvelope(JsonElement root)
    {
        if (!_values.IsObject(root, "$")) return [];
        if (!root.TryGetProperty(PlanJsonFields.Format, out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != PlanJsonFields.Ours)
        {
            notes.Error(NoteCode.NotOurs, DocumentPlace.AtPath("$.format"), $"The document does not say \"format\": \"{PlanJsonFields.Ours}\"; no other JSON can be read.");
            return [];
        }

        CheckVersion(root);
        _values.NoteUnknown(root, "$", EnvelopeFields);
        var plans = new List<ReadPlan>();
        foreach (var (element, path) in _values.Items(root, PlanJsonFields.Plans, "$", required: true))
        {
            if (plans.Count == limits.MaxPlans)
            {
                notes.Error(NoteCode.TooMany, DocumentPlace.AtPath(path), $"A document holds at most {limits.MaxPlans} plans.");
                break;
            }

            if (_values.IsObject(element, path)) plans.Add(ReadPlan(element, path));
        }

        return plans;
    }

    private void CheckVersion(JsonElement root)
    {
        var place = DocumentPlace.AtPath($"$.{PlanJsonFields.FormatVersion}");
        if (!root.TryGetProperty(PlanJsonFields.FormatVersion, out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number < 1)
        {
            notes.Error(NoteCode.WrongKind, place, "The version must be a whole number from 1.");
        }
        else if (number > PlanJsonFields.Version)
        {
            notes.Warn(NoteCode.NewerVersion, place,
                $"A newer program has written this (version {number}; {PlanJsonFields.Version} is known here): what it added is left out.");
        }
    }

    private ReadPlan ReadPlan(JsonElement element, string path)
    {
        _values.NoteUnknown(element, path, PlanFields);
        var plan = new ReadPlan(DocumentPlace.AtPath(path))
        {
            Title = _values.Text(element, PlanJsonFields.Title, path),
            TitlePlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.Title}"),
            Description = _values.Text(element, PlanJsonFields.Description, path) ?? "",
            DescriptionPlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.Description}"),
            Wishes = _values.Text(element, PlanJsonFields.Wishes, path),
            WishesPlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.Wishes}"),
        };
        ReadTasks(plan, element, path);
        var ids = new Dictionary<string, DocumentPlace>(StringComparer.Ordinal);
        foreach (var task in plan.Tasks)
        {
            if (task.Label is null || ids.TryAdd(task.Label, task.Place)) continue;
            notes.Error(NoteCode.DuplicateId, task.Place, $"The id '{task.Label}' is taken: {ids[task.Label]} has it too.");
        }

        return plan;
    }

    /// <summary>Parents before their children, and without recursion: the depth is the document's choice.</summary>
    private void ReadTasks(ReadPlan plan, JsonElement element, string path)
    {
        var stack = new Stack<(JsonElement Element, string Path, int? Parent)>();
        Push(element, PlanJsonFields.Tasks, path, null);
        while (stack.TryPop(out var next) && !notes.IsFull)
        {
            if (plan.Tasks.Count == limits.MaxTasks)
            {
                notes.Error(NoteCode.TooMany, DocumentPlace.AtPath(next.Path), $"A plan holds at most {limits.MaxTasks} tasks.");
                return;
            }

            if (!_values.IsObject(next.Element, next.Path)) continue;
            plan.Tasks.Add(ReadTask(next.Element, next.Path, next.Parent));
            Push(next.Element, PlanJsonFields.Children, next.Path, plan.Tasks.Count - 1);
        }

        void Push(JsonElement holder, string name, string holderPath, int? parent)
        {
            foreach (var (item, itemPath) in _values.Items(holder, name, holderPath).Reverse()) stack.Push((item, itemPath, parent));
        }
    }

    private ReadTask ReadTask(JsonElement element, string path, int? parent)
    {
        _values.NoteUnknown(element, path, TaskFields);
        var task = new ReadTask(DocumentPlace.AtPath(path), parent)
        {
            Label = element.TryGetProperty(PlanJsonFields.Id, out var id) ? _values.Name(id, $"{path}.{PlanJsonFields.Id}") : null,
            Title = _values.Text(element, PlanJsonFields.Title, path) ?? "",
            TitlePlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.Title}"),
            Instruction = _values.Text(element, PlanJsonFields.Instruction, path) ?? "",
            InstructionPlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.Instruction}"),
            Status = ReadStatus(element, path),
            Error = _values.Text(element, PlanJsonFields.Error, path),
            ErrorPlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.Error}"),
            EffortHours = _values.Number(element, PlanJsonFields.EffortHours, path),
            EffortPlace = DocumentPlace.AtPath($"{path}.{PlanJsonFields.EffortHours}"),
        };
        foreach (var (item, itemPath) in _values.Items(element, PlanJsonFields.Results, path))
        {
            if (_values.IsObject(item, itemPath)) task.Results.Add((ReadResult(item, itemPath), DocumentPlace.AtPath(itemPath)));
        }

        foreach (var (item, itemPath) in _values.Items(element, PlanJsonFields.DependsOn, path))
        {
            if (_values.Name(item, itemPath) is { } label) task.DependsOn.Add((label, DocumentPlace.AtPath(itemPath)));
        }

        return task;
    }

    private DocumentResult ReadResult(JsonElement element, string path)
    {
        _values.NoteUnknown(element, path, ResultFields);
        return new DocumentResult(
            _values.Text(element, PlanJsonFields.Kind, path) ?? TaskResultKind.Work,
            _values.Text(element, PlanJsonFields.Content, path) ?? "",
            _values.Text(element, PlanJsonFields.Writer, path) ?? "",
            _values.Text(element, PlanJsonFields.Model, path),
            _values.Time(element, PlanJsonFields.CreatedAt, path))
        {
            Prepared = _values.Flag(element, PlanJsonFields.Prepared, path),
            Incomplete = _values.Flag(element, PlanJsonFields.Incomplete, path),
        };
    }

    private PlanTaskStatus ReadStatus(JsonElement element, string path)
    {
        if (_values.Text(element, PlanJsonFields.Status, path) is not { } name) return PlanTaskStatus.Pending;
        if (PlanTaskStatuses.All.FirstOrDefault(known => known.Name == name) is { } status) return status.Status;

        notes.Error(NoteCode.UnknownStatus, DocumentPlace.AtPath($"{path}.{PlanJsonFields.Status}"),
            $"'{name}' is no status: use {string.Join(", ", PlanTaskStatuses.All.Select(known => known.Name))}.");
        return PlanTaskStatus.Pending;
    }

    /// <summary>The parser's words without its own account of the place, which counts lines from 0.</summary>
    private static string WordsOf(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
