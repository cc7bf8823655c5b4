namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>One thing the chat can do, whole: the commands and the words it is asked for by, what a model is offered of it, and the doing.</summary>
/// <remarks>Read once, at the start: what these give is data and does not change.</remarks>
internal interface IChatCapability
{
    /// <summary>Its slash commands.</summary>
    IReadOnlyList<SlashCommand> Commands => [];

    /// <summary>What the rules take for a wish for it.</summary>
    IReadOnlyList<ChatIntent> Intents => [];

    /// <summary>What a model can have it do.</summary>
    IReadOnlyList<ChatTool> Tools => [];
}
