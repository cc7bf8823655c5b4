using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Creates a plan, and starts to break it down when that is wanted.</summary>
internal sealed partial class CreatePlan(IPlanStore plans, IChatStore store, Breakdown breakdown, ActGate gate, IOptions<ChatOptions> options) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("plan", "计划"),
                Group = ChatCommandGroup.Plans,
                Arguments = new("TITLE [-- hint]", "标题 [-- 提示]"),
                Meaning = new("creates a plan and breaks it down", "创建计划并在后台拆分"),
                NeedsArguments = true,
            },
            (turn, argument, ct) =>
            {
                var (wish, limits) = LimitWords.Read(argument);
                return RunAsync(turn, wish, null, limits, ct);
            }),
    ];

    public IReadOnlyList<ChatIntent> Intents => [new("create_plan", Precedence.Anything, Read)];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("create_plan", "Creates a plan and starts the background job that works out its tasks.")
        {
            Parameters =
            [
                new("title", ToolType.Text, "Short, in the person's language, without the word plan.") { IsRequired = true },
                new("description", ToolType.Text, "All that the person said about it, in their words."),
                new("breakDown", ToolType.Flag, "False only for an empty plan."),
                ToolParameter.Hint,
                FinenessWords.Parameter,
                new("expandDepth", ToolType.Number),
                new("nodeBudget", ToolType.Number),
            ],
            RunAsync = (turn, given, ct) =>
            {
                var limits = new DecomposeRequest { Hint = given.Text("hint"), Fineness = given.Text("fineness"), ExpandDepth = given.Number("expandDepth"), NodeBudget = given.Number("nodeBudget") };
                return RunAsync(turn, given.Text("title")!, WithFacts(turn, given.Text("description")), given.Flag("breakDown") == false ? null : limits, ct);
            },
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="wish">What the plan is for, in the person's words. A long one becomes the description, and its beginning the title.</param>
    /// <param name="description">Null when the wish says it all.</param>
    /// <param name="breakDown">The limits of the decomposition to start; null starts none.</param>
    /// <param name="ct">Cancels the call before something is made.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string wish, string? description, DecomposeRequest? breakDown, CancellationToken ct)
    {
        var title = PlanTitle.Of(wish);
        if (title.Length == 0)
        {
            return ActionOutcome.DidNot(turn.Say(
                "What should the plan be for? For example: plan a team trip to Lisbon.", "这个计划要做什么？例如：帮我规划一次去里斯本的团队旅行。"));
        }

        description ??= wish.Trim().Length > title.Length + 1 ? wish.Trim() : "";
        description = TextCut.To(description, PlanLimits.DescriptionLength - 1);
        if (await gate.StopAsync(turn, new Deed("create_plan") { IsJob = breakDown is not null, Note = $"“{Markdown.Escape(title)}”" }, ct) is { } stopped) return stopped;
        ct.ThrowIfCancellationRequested();
        var plan = await FindMadeAsync(turn, title, ct) ?? await MakeAsync(turn, title, description);
        turn.TalkAbout(plan.PlanId);
        if (breakDown is not null) return await breakdown.StartAsync(turn, new Target(plan, null), breakDown, isNew: true, ct);
        return ActionOutcome.Did(turn.Say(
            $"I created the plan {Markdown.Link(plan)}. Say “break it down” when I should work out its tasks.",
            $"我已创建计划{Markdown.Link(plan)}。需要我拆分任务时，请说“拆分它”。"));
    }

    /// <summary>Takes what the person says for the answer to what was asked, and makes the plan.</summary>
    public async Task<ActionOutcome?> AnswerAsync(ChatTurn turn, CancellationToken ct)
    {
        if (turn.AskedBefore is not { } asked) return null;
        var wish = WishOf(Utterance.Of(asked.Wish.Content)) ?? new Wish(asked.Wish.Content, null, new DecomposeRequest());
        return await RunAsync(turn, wish.What, WithFacts(turn, wish.Description), wish.BreakDown ?? new DecomposeRequest(), ct);
    }

    /// <summary>Takes a message that nothing else has understood for a wish, where no plan is talked about; null when it is none.</summary>
    public async Task<ActionOutcome?> TakeWishAsync(ChatTurn turn, CancellationToken ct)
    {
        var message = turn.Question.Content.Trim();
        if (turn.PlanId is not null) return null;

        // A sentence or a clause of several may be a wish in so many words.
        var wish = Parts().Split(message).Select(part => WishOf(Utterance.Of(part))).FirstOrDefault(found => found is { BreakDown: not null })
            ?? (NewWish.Of(message) is { } what ? new Wish(LimitWords.Read(what).Words, null, LimitWords.Read(message).Limits) : null);
        if (wish is null) return null;
        if (!Facts().IsMatch(message) && Ask(turn, wish) is { } asked) return asked;

        // What else was said are the facts of the plan.
        return await RunAsync(turn, wish.What, PlanTitle.Of(wish.What).Length + 1 < message.Length ? message : null, wish.BreakDown, ct);
    }

    private ChatDeed? Read(Utterance said) => WishOf(said) is not { } wish
        ? null
        : async (turn, ct) => Ask(turn, wish) ?? await RunAsync(turn, wish.What, wish.Description, wish.BreakDown, ct);

    private static Wish? WishOf(Utterance said)
    {
        var (text, limits) = LimitWords.Read(said.Text);
        if (new Utterance(said.Original, text).Match(
            MakeFor(), Make(), Plan(), ChineseTitled(), ChineseNamed(), ChineseMakeColon(), ChineseMake(), ChineseFor(), ChinesePlan()) is not { } match) return null;

        var isEmpty = match.Groups["named"].Success;

        // Several lines are more than a title can hold, and of a long text only the beginning was read.
        var whole = said.Original.Trim();
        var description = whole.Contains('\n', StringComparison.Ordinal) || whole.Length > ChatLimits.ReadLength ? whole : null;
        return new Wish(match.Groups[isEmpty ? "named" : "what"].Value, description, isEmpty ? null : limits);
    }

    /// <summary>Once, where the wish leaves open all that decides a plan of its kind; null: it is made at once.</summary>
    private ActionOutcome? Ask(ChatTurn turn, Wish wish)
    {
        if (!options.Value.ClarifyingQuestions || turn.Authority != TurnAuthority.Person || turn.AskedBefore is not null || wish is not { Description: null, BreakDown: not null }) return null;
        var questions = OpenQuestions.Of(wish.What, turn.Language);
        if (questions.Count == 0) return null;
        turn.Ask(questions);
        turn.Offer(ChatTurn.OfferCreate);
        var lines = string.Join('\n', questions.Select(question => $"- {question.Text}"));
        return ActionOutcome.Did(turn.Say(
            $"Before I plan “{Markdown.Escape(PlanTitle.Of(wish.What))}”, it would help to know:\n\n{lines}\n\nAnswer what you can, or say **just do it**.",
            $"在规划“{Markdown.Escape(PlanTitle.Of(wish.What))}”之前，想先了解：\n\n{lines}\n\n能答多少答多少，或说“**直接规划**”。"));
    }

    /// <summary>The description with what was answered, where something was asked before: there all later jobs see it.</summary>
    private static string? WithFacts(ChatTurn turn, string? description)
    {
        var answer = turn.Question.Content.Trim();
        if (turn.AskedBefore is not { } asked || SkipWords.IsSkip(answer) || description?.Contains(answer, StringComparison.OrdinalIgnoreCase) == true) return description;
        var facts = turn.Say($"Facts:\n{answer}", $"已知条件：\n{answer}");
        return $"{(string.IsNullOrWhiteSpace(description) ? asked.Wish.Content.Trim() : description)}\n\n{facts}";
    }

    /// <summary>A plan of that title which an earlier reply to this question has made: answering anew makes none twice.</summary>
    private async Task<Plan?> FindMadeAsync(ChatTurn turn, string title, CancellationToken ct)
    {
        foreach (var id in await store.ReadMadePlansAsync(turn.Question.MessageId, ct))
        {
            if (await plans.FindAsync(id, ct) is { } plan && plan.Owner == turn.Owner
                && string.Equals(plan.Title, title, StringComparison.OrdinalIgnoreCase)) return plan;
        }

        return null;
    }

    private async Task<Plan> MakeAsync(ChatTurn turn, string title, string description)
    {
        // Once begun it is not cancelled: what is made is said.
        var plan = await plans.CreateAsync(turn.Owner, title, description, CancellationToken.None);
        await store.AddMadePlanAsync(turn.Question.MessageId, plan.PlanId, CancellationToken.None);
        return plan;
    }

    [GeneratedRegex(@"[\r\n。！？；，]+|(?<=[.!?;,])\s+")]
    private static partial Regex Parts();

    /// <summary>A figure, or a month: it is not open any more what decides the plan.</summary>
    [GeneratedRegex(@"[0-9]|[一二三四五六七八九十两]+\s*个?(?:月|人|天|周|年|万)|\b(?:january|february|march|april|june|july|august|september|october|november|december|next\s+\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Facts();

    [GeneratedRegex(@"^plan(?:\s+out|\s+for|\s+to|\s*[:：])?\s+(?!(?:#?\d+|it|this|that)$)(?<what>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Plan();

    [GeneratedRegex(@"^(?:(?:make|create|draft|write|draw up|set up|build|prepare|give|come up with|develop|design|work out|start|i need|need|i want)\s+(?:me\s+|us\s+)?(?:(?:a|an|the|my|our|another|some)\s+)?|an?\s+)(?:new\s+|detailed\s+|complete\s+|full\s+|good\s+|step-by-step\s+)*(?:project\s+|work\s+|action\s+)?(?:plan|roadmap|schedule|checklist)\s+(?:for|to|about|of|on|how to)\s+(?<what>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex MakeFor();

    [GeneratedRegex(@"^(?:create|make|add|start|open|set up)\s+(?:(?:a|an|another)\s+)?(?:new\s+|empty\s+)*plan(?:\s+(?:called|named|titled|with the (?:title|name)))?\s*[:：]?\s*(?<named>.+)$|^new\s+plan\s*[:：]?\s*(?<named>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Make();

    [GeneratedRegex("^(?:规划|策划|筹划|计划)(?:一下|下)?(?!列表)[:：]?(?<what>[^的].*)$")]
    private static partial Regex ChinesePlan();

    [GeneratedRegex("^(?:做|制定|制订|制作|拟定|拟|写|列|出|生成|设计|安排|准备)(?:出)?(?:一个|一份|个|份|一下)?(?:关于)?(?<what>.+?)(?:的)?(?:详细|完整|具体)?的?(?:计划|规划|方案)$")]
    private static partial Regex ChineseMake();

    [GeneratedRegex("^(?:做|制定|制订|制作|拟定|写|列|出|生成)(?:出)?(?:一个|一份|个|份)?(?:详细|完整|具体)?的?(?:计划|规划|方案)[:：,，]\\s*(?<what>.+)$")]
    private static partial Regex ChineseMakeColon();

    [GeneratedRegex("^(?:为|给|替|针对)(?<what>.+?)(?:做|制定|制订|拟定|写|列|出|生成)(?:出)?(?:一个|一份|个|份)?(?:详细|完整|具体)?的?(?:计划|规划|方案)$")]
    private static partial Regex ChineseFor();

    [GeneratedRegex("^(?:新建|创建|建立|建|添加|新增)(?:一个|一份|个|份)?(?:新的?|空的?)?计划[:：,，]?\\s*(?:名为|叫做?|名叫|标题为?)?[:：]?\\s*(?<named>.+)$")]
    private static partial Regex ChineseNamed();

    [GeneratedRegex("^(?:新建|创建|建立|建)(?:一个|一份|个|份)?(?:新的?)?(?:名为|叫做?|名叫|标题为)(?<named>.+?)的(?:新)?计划$")]
    private static partial Regex ChineseTitled();
}

/// <summary>A plan as a person words it.</summary>
/// <param name="What">What it is for.</param>
/// <param name="Description">The whole message, where a title cannot hold it; null otherwise.</param>
/// <param name="BreakDown">The limits; null for an empty plan.</param>
internal sealed record Wish(string What, string? Description, DecomposeRequest? BreakDown);
