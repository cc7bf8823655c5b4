using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>All that the chat can do, in the orders in which it is shown and asked.</summary>
internal sealed class ChatCapabilities
{
    public ChatCapabilities(IEnumerable<IChatCapability> capabilities)
    {
        IReadOnlyList<IChatCapability> all = [.. capabilities];
        Commands = [.. all.SelectMany(capability => capability.Commands).OrderBy(command => command.Words.Group)];
        CommandList = new ChatCommandList([.. Commands.Select(command => command.Words)]);
        Intents = [.. all.SelectMany(capability => capability.Intents).OrderBy(intent => intent.Precedence)];
        var tools = all.SelectMany(capability => capability.Tools).ToList();
        Tools = [.. tools.GroupBy(tool => tool.Name).Select(same => new FoldedTool([.. same]))];
        Actions = tools.Where(tool => tool.Action is not null).ToDictionary(tool => tool.Action!, tool => tool.Name);
        OnlyWhenAsked = [.. tools.Where(tool => tool.OnlyWhenAsked).GroupBy(tool => tool.Name)
            .Select(same => same.All(tool => tool.Action is null) ? same.Key : $"{same.Key} ({string.Join(", ", same.Select(tool => tool.Action))})")];
    }

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<SlashCommand> Commands { get; }

    /// <summary>The same for whoever types them.</summary>
    public ChatCommandList CommandList { get; }

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<ChatIntent> Intents { get; }

    public IReadOnlyList<FoldedTool> Tools { get; }

    /// <summary>The tools of actions, by the names of the actions.</summary>
    public IReadOnlyDictionary<string, string> Actions { get; }

    /// <summary>What a model does only when the person's own last message asks for it, by tool and action.</summary>
    public IReadOnlyList<string> OnlyWhenAsked { get; }
}
