using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Has the language model read and answer, with what the chat can do as its tools.</summary>
internal sealed partial class LlmReader(
    LlmModels models, ChatCapabilities capabilities, ChatPrompt prompt, RulesReader rules, RunningJobs running, IOptions<ChatOptions> chat, IOptions<LlmOptions> llm,
    SpendingStore spending, DayBudget day, TimeProvider time, ILoggerFactory loggers, ILogger<LlmReader> logger) : IChatReader
{
    public async Task AnswerAsync(ChatTurn turn, CancellationToken ct)
    {
        if (await day.IsUsedUpAsync(turn.Owner, ct)) throw new ReplyFailedException($"{DayWords.UsedUp(turn, day.EndsAt)} {LlmFailureWords.Commands(turn.Language)}");
        turn.Asked = new AskedFor(rules, turn.Question.Content);
        var messages = await prompt.WriteAsync(turn, ct);
        await using var spent = new RunSpending(spending, turn.Owner, dayLimit: null, logger);
        LlmModel? fallback = null;
        var model = new LlmStream(models.For(LlmRole.Chat), llm.Value, time)
        {
            OnEnded = used => spent.Note(new Spent(1, used.InputTokens, used.OutputTokens, used.Cost ?? 0) { EstimatedTokens = used.Estimated ? used.InputTokens + used.OutputTokens : 0 }),
            OnFellBack = (to, failure) =>
            {
                fallback = to;
                LogFellBack(to.Name, failure.Detail);
            },
        };
        var options = new Microsoft.Extensions.AI.ChatOptions
        {
            Temperature = llm.Value.Temperature,
            MaxOutputTokens = llm.Value.MaxOutputTokens,
            Tools = [.. capabilities.Tools.Select(tool => tool.For(turn))],
        };

        // For this one reply: it is not to be disposed, because the model behind it is everyone's.
        var calling = new FunctionInvokingChatClient(new TextCalls(model, capabilities.Actions, turn.Note), loggers)
        {
            // After that many the model is asked once more, without tools, so that it ends in words.
            MaximumIterationsPerRequest = chat.Value.MaxToolRounds,
            FunctionInvoker = InvokeAsync,
        };
        try
        {
            await WriteAsync(turn, calling.GetStreamingResponseAsync(messages, options, ct), ct);
            if (fallback is not null) turn.WriteParagraph(turn.Say($"(Answered by {fallback.Name}: the first model cannot be used now.)", $"（首选模型暂不可用，本条由 {fallback.Name} 回答。）"));
            await CheckClaimsAsync(turn, ct);
        }
        catch (LlmCallException e)
        {
            throw new ReplyFailedException(LlmFailureWords.Of(turn.Language, e.Failure, turn.Length > 0), e);
        }
    }

    /// <summary>What a model says it has done and no tool has is said to be so.</summary>
    private async Task CheckClaimsAsync(ChatTurn turn, CancellationToken ct)
    {
        if (turn.Acts.Any(act => act.Status is ChatActStatus.Done or ChatActStatus.Waiting) || !WorkClaims.IsIn(turn.Text)) return;

        // It may speak of work that was begun before.
        if ((await running.ListAsync(turn.Owner, ct)).Count == 0) turn.Note(ChatNotices.UnbackedClaim);
    }

    private async ValueTask<object?> InvokeAsync(FunctionInvocationContext call, CancellationToken ct)
    {
        try
        {
            return await call.Function.InvokeAsync(call.Arguments, ct);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The model called it wrongly. Told what does not fit, it can do better.
            LogMiscalled(e, call.Function.Name);
            return ActionOutcome.DidNot($"The arguments do not fit the tool: {e.Message}").ToToolResult();
        }
    }

    private static async Task WriteAsync(ChatTurn turn, IAsyncEnumerable<ChatResponseUpdate> answer, CancellationToken ct)
    {
        var (calledTool, saidAfter, cutOff) = (false, false, false);
        await foreach (var update in answer.WithCancellation(ct))
        {
            if (update.Contents.Any(content => content is FunctionCallContent))
            {
                (calledTool, saidAfter) = (true, false);
                turn.EndOfWords();
            }

            cutOff |= update.FinishReason == ChatFinishReason.Length;
            if (update.Text.Length == 0) continue;

            // What it said before it used a tool, and what it says after, are two things.
            if (calledTool && !saidAfter && turn.Length > 0) turn.BeginParagraph();
            saidAfter = true;
            turn.Write(update.Text);
            if (turn.Length <= ChatLimits.ReplyLength) continue;
            cutOff = true;
            break;
        }

        if (cutOff) turn.WriteParagraph(turn.Say("(Cut off here: the answer is too long.)", "（回答过长，到此截断。）"));
        if (saidAfter) return;

        // A model that used a tool and then says nothing: the tool's own words do.
        if (turn.LastOutcome is { } outcome) turn.WriteParagraph(outcome.Text);
        else if (turn.Length == 0) throw new ReplyFailedException(turn.Say("The language model gave an empty answer. Try again, or word it differently.", "语言模型没有给出内容。请重试，或换个说法。"));
    }

    [LoggerMessage(LogLevel.Warning, "The chat goes on with {Model}: {Reason}")]
    private partial void LogFellBack(string model, string reason);

    [LoggerMessage(LogLevel.Warning, "The language model called the tool {Tool} with arguments that do not fit")]
    private partial void LogMiscalled(Exception e, string tool);
}
