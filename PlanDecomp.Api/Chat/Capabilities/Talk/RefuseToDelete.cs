using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Talk;

/// <summary>Deleting, which the chat does not do: what it misunderstood would be gone.</summary>
internal sealed partial class RefuseToDelete(PlanFinder planFinder) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents => [ChatIntent.Of("delete", Precedence.Phrase, [English(), Chinese()], (turn, _, ct) => RunAsync(turn, ct))];

    private async Task<ActionOutcome> RunAsync(ChatTurn turn, CancellationToken ct)
    {
        var where = (await planFinder.FindInTalkAsync(turn, ct)).Item is { } plan ? Markdown.Link(plan) : turn.Say("the [plans page](/plans)", "[计划页面](/plans)");
        return ActionOutcome.DidNot(turn.Say(
            $"I delete nothing from the chat, so that nothing is lost by a misunderstanding. You can do it yourself here: {where}.",
            $"为避免误解造成损失，聊天中不提供删除。你可以在这里自行删除：{where}。"));
    }

    [GeneratedRegex(@"^(?:delete|remove|erase|get rid of|throw away|discard)\s+(?:it|this|that|everything|all|#\d+|[“""'].+|(?:.*\s)?(?:plans?|tasks?|steps?|sub-?tasks?|jobs?|chats?|conversations?|messages?)\b.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("^(?:删除|删掉|移除|清空|删了)(?:它|这个|那个|全部|所有|“|\"|#|第|.*(?:计划|任务|步骤|作业|对话|聊天|消息)).*$|^(?:把|将).*(?:它|这个|全部|所有|计划|任务|步骤|作业|对话|聊天|消息|”).*(?:删除|删掉|移除|清空|删了)$|^(?:删除|删掉)$")]
    private static partial Regex Chinese();
}
