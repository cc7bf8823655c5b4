using System.Text.Json;

namespace PlanDecomp.Plans.Documents;

/// <summary>Reads values of the kind that is wanted, and notes the path of any other.</summary>
internal sealed class JsonValues(DocumentNotes notes)
{
    private readonly Dictionary<string, (string Path, int Count)> _unknown = [];

    public bool IsObject(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object) return true;
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath(path), "This must be an object.");
        return false;
    }

    /// <summary>Null when the field is not there, or null.</summary>
    public string? Text(JsonElement holder, string name, string path)
    {
        if (!holder.TryGetProperty(name, out var element) || element.ValueKind == JsonValueKind.Null) return null;
        if (element.ValueKind == JsonValueKind.String) return TextOf(element, $"{path}.{name}");
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath($"{path}.{name}"), "This must be text.");
        return null;
    }

    /// <summary>Null when the field is not there, or null.</summary>
    public DateTimeOffset? Time(JsonElement holder, string name, string path)
    {
        if (!holder.TryGetProperty(name, out var element) || element.ValueKind == JsonValueKind.Null) return null;
        if (element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var time)) return time.ToUniversalTime();
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath($"{path}.{name}"), "This must be a time such as 2026-01-31T12:00:00Z.");
        return null;
    }

    /// <summary>Null when the field is not there, or null. One that is too large for us is infinite.</summary>
    public double? Number(JsonElement holder, string name, string path)
    {
        if (!holder.TryGetProperty(name, out var element) || element.ValueKind == JsonValueKind.Null) return null;
        if (element.ValueKind == JsonValueKind.Number) return element.TryGetDouble(out var number) ? number : double.PositiveInfinity;
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath($"{path}.{name}"), "This must be a number.");
        return null;
    }

    /// <summary>False when the field is not there, or null.</summary>
    public bool Flag(JsonElement holder, string name, string path)
    {
        if (!holder.TryGetProperty(name, out var element) || element.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (element.ValueKind == JsonValueKind.True) return true;
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath($"{path}.{name}"), "This must be true or false.");
        return false;
    }

    /// <summary>What a task is called: text, or a number as scripts like to write it.</summary>
    public string? Name(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Number) return element.GetRawText();
        if (element.ValueKind == JsonValueKind.String) return TextOf(element, path);
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath(path), "This must be text or a number.");
        return null;
    }

    /// <summary>None when the field is not there, or null.</summary>
    public IEnumerable<(JsonElement Element, string Path)> Items(JsonElement holder, string name, string path, bool required = false)
    {
        if (!holder.TryGetProperty(name, out var array) || array.ValueKind == JsonValueKind.Null)
        {
            if (required) notes.Error(NoteCode.Missing, DocumentPlace.AtPath($"{path}.{name}"), "This list is required.");
            return [];
        }

        if (array.ValueKind == JsonValueKind.Array) return array.EnumerateArray().Select((element, index) => (element, $"{path}.{name}[{index}]"));
        notes.Error(NoteCode.WrongKind, DocumentPlace.AtPath($"{path}.{name}"), "This must be a list.");
        return [];
    }

    public void NoteUnknown(JsonElement element, string path, string[] known)
    {
        foreach (var name in element.EnumerateObject().Select(property => property.Name).Where(name => !known.Contains(name)))
        {
            _unknown[name] = _unknown.TryGetValue(name, out var seen) ? (seen.Path, seen.Count + 1) : ($"{path}.{name}", 1);
        }
    }

    /// <summary>Once a name: a newer program may have written it into every task.</summary>
    public void WarnOfUnknown()
    {
        foreach (var (name, (path, count)) in _unknown)
        {
            var times = count == 1 ? "" : $" It is there {count} times.";
            notes.Warn(NoteCode.UnknownField, DocumentPlace.AtPath(path), $"The field '{name}' is not known here and was left out.{times}");
        }
    }

    private string? TextOf(JsonElement element, string path)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as \uD83D alone.
            notes.Error(NoteCode.NotText, DocumentPlace.AtPath(path), "This text is not valid Unicode.");
            return null;
        }
    }
}
