using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>What an act that is not done yet is to do, so that any instance can do it later: a tool with its arguments, or words for the rules.</summary>
internal sealed partial record ActCall
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string? Tool { get; init; }
    public Dictionary<string, JsonElement>? Arguments { get; init; }

    /// <summary>A part of the person's message.</summary>
    public string? Words { get; init; }

    /// <summary>The plan that "it" means.</summary>
    public long? PlanId { get; init; }

    public ReplyLanguage Language { get; init; }

    /// <summary>
    /// The tasks behind the places that the words name, as they were counted then: "task 3" is the same task although the steps before
    /// have moved it to another place.
    /// </summary>
    public Dictionary<string, long>? Places { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null when it is none of this version's.</summary>
    public static ActCall? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<ActCall>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>With the places that it names in the tree.</summary>
    public ActCall In(PlanTree? tree)
    {
        if (tree is null) return this;
        var said = Words ?? string.Join(' ', Arguments?.Values.Select(value => value.GetRawText()) ?? []);
        var named = Place().Matches(said).Select(match => match.Value).ToHashSet();
        if (named.Count == 0) return this;
        var places = NumberedTasks.Of(tree).Where(task => named.Contains(task.Number)).ToDictionary(task => task.Number, task => task.Task.TaskId);
        return places.Count == 0 ? this : this with { Places = places };
    }

    [GeneratedRegex(@"(?<![\w#.])\d+(?:\.\d+)*(?![\d#])|(?<=[^\x00-\x7F])\d+(?:\.\d+)*")]
    private static partial Regex Place();
}
