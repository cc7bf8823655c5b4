using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PlanDecomp.Contracts.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatRole = Microsoft.Extensions.AI.ChatRole;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>
/// Takes calls of tools that a model writes as text for the calls they are: the same rules hold for them. Notes too when an answer ends without an
/// end mark.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="actions">The tools of actions by the actions' names.</param>
/// <param name="note">Gets each of <see cref="ChatNotices"/> that is due.</param>
internal sealed class TextCalls(IChatClient model, IReadOnlyDictionary<string, string> actions, Action<string> note) : DelegatingChatClient(model)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, Microsoft.Extensions.AI.ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var held = new HeldText();
        var (hasEnd, hasCall) = (false, false);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            hasEnd |= update.FinishReason is not null;
            hasCall |= update.Contents.Any(content => content is FunctionCallContent);
            foreach (var text in update.Contents.OfType<TextContent>()) text.Text = held.Push(text.Text);
            yield return update;
        }

        var names = options?.Tools?.Select(tool => tool.Name).ToHashSet() ?? [];
        var calls = WrittenCalls.Read(held.Rest, names, actions, out var isUnreadable);
        if (calls.Count > 0 && !hasCall)
        {
            note(ChatNotices.CallAsText);
            yield return new ChatResponseUpdate(ChatRole.Assistant, [.. calls]);
        }
        else if (held.Rest.Length > 0)
        {
            if (isUnreadable || calls.Count > 0) note(ChatNotices.CallUnreadable);
            yield return new ChatResponseUpdate(ChatRole.Assistant, held.Rest);
        }

        if (!hasEnd && !hasCall && calls.Count == 0) note(ChatNotices.CutOff);
    }
}
