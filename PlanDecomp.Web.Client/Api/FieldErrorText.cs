using System.Text;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Api;

/// <summary>What the Api says of one field, in the reader's language, as a sentence that stands below the field.</summary>
public static class FieldErrorText
{
    private static readonly Text Required = new("Please fill this in.", "请填写此项。");

    private static readonly Text Left = new("A change chosen here is not in the draft any more.", "所选改动已不在草稿中。");
    private const string CircleStart = "These would wait for each other: ";
    private static readonly Text Circle = new("These would wait for each other: {0}", "这些任务会互相等待：{0}");

    // By the Api's message, with # for each number in it.
    private static readonly Dictionary<string, Text> Known = new()
    {
        ["is required."] = Required,
        ["must not be blank."] = Required,
        ["must be one line of text."] = new("This must be one line of text.", "只能填写一行文本。"),
        ["must have at most # characters."] = new("At most {0} characters.", "最多 {0} 个字符。"),
        ["must have at most # entries."] = new("At most {0} entries.", "最多 {0} 项。"),
        ["must be # or more."] = new("{0} or more.", "不能小于 {0}。"),
        ["must be from # to #."] = new("From {0} to {1}.", "取值范围为 {0} 到 {1}。"),
        ["must be more than # and at most #."] = new("More than {0} and at most {1}.", "须大于 {0} 且不超过 {1}。"),
        ["must not be more than max_children."] = new("This must not be more than the most subtasks.", "不能大于“子任务上限”。"),
        ["has a value of the wrong kind."] = new("This is no number that fits.", "数值格式不正确。"),
        ["Task # is not in the plan."] = new("A task chosen here is not in the plan any more.", "所选任务已不在此计划中。"),
        ["A dependency on task # would close a cycle."] = new("The tasks would wait for each other in a circle.", "任务之间会形成循环等待。"),
        ["There the task would wait for something that waits for it."] =
            new("There the task would wait for something that waits for it.", "移动后任务会等待一个同样在等待它的任务。"),
        ["A task cannot be moved below itself."] = new("A task cannot be moved below itself.", "任务不能移动到自身之下。"),
        ["is required: it says how to word the tasks."] = Required,
        ["is required: the language's tag, such as en or zh-CN."] = Required,
        ["must be a language's tag, such as en or zh-CN."] = new("Pick a language, or write its tag, such as en or zh-CN.", "请选择语言，或输入语言代码，如 en 或 zh-CN。"),
        ["must name # to # siblings to merge into the task."] = new("Pick {0} to {1} siblings.", "请选择 {0} 到 {1} 个同级任务。"),
        ["names task #, which is not in the plan."] = new("A task chosen here is not in the plan any more.", "所选任务已不在此计划中。"),
        ["names task #, which is not below the task."] = new("A task chosen here is not below the task any more.", "所选任务已不在此任务之下。"),
        ["names task #, which is no sibling of the task."] = new("A task chosen here is no sibling any more.", "所选任务已不是同级任务。"),
        ["Node # is not in the proposal."] = Left,
        ["Node -# is not in the proposal."] = Left,
        ["cannot be kept, because no price is set for the language model (Llm:Prices)."] = Costs.CostText.CostNeedsPrice,
        ["A plan has at most # levels."] = new("A plan has at most {0} levels.", "计划最多 {0} 层。"),
    };

    /// <param name="l">Speaks.</param>
    /// <param name="e">The answer.</param>
    /// <param name="field">The field's name on the wire, in snake_case.</param>
    /// <returns>Null when nothing is wrong with it.</returns>
    public static string? Of(Localizer l, ApiException? e, string field) =>
        e?.Problem?.Errors?.TryGetValue(field, out var messages) == true ? string.Join(" ", messages.Select(message => Of(l, message))) : null;

    /// <summary>All that is wrong, without the fields' names: for where there are no fields.</summary>
    public static string? All(Localizer l, ApiException e) =>
        e.Problem?.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Values.SelectMany(messages => messages).Select(message => Of(l, message))) : null;

    /// <summary>A message this page does not know is shown as it came.</summary>
    private static string Of(Localizer l, string message)
    {
        var pattern = new StringBuilder(message.Length);
        var numbers = new List<string>();
        for (var i = 0; i < message.Length;)
        {
            var start = i;
            while (i < message.Length && char.IsAsciiDigit(message[i])) i++;
            if (i > start)
            {
                numbers.Add(message[start..i]);
                pattern.Append('#');
            }
            else
            {
                pattern.Append(message[i++]);
            }
        }

        if (message.StartsWith(CircleStart, StringComparison.Ordinal)) return l[Circle, message[CircleStart.Length..]];
        if (Known.TryGetValue(pattern.ToString(), out var text)) return l[text, [.. numbers]];
        return message.Length > 0 ? char.ToUpperInvariant(message[0]) + message[1..] : message;
    }
}
