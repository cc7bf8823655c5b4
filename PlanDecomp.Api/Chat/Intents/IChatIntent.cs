using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>Something a person may want, as the rules read it.</summary>
internal interface IChatIntent
{
    /// <summary>Its name in snake_case.</summary>
    string Name { get; }

    /// <summary>What to do about the message; null when it does not say this.</summary>
    ChatDeed? Read(Utterance said);
}

/// <summary>Does what was understood and writes the reply.</summary>
internal delegate Task ChatDeed(ChatTurn turn, CancellationToken ct);
