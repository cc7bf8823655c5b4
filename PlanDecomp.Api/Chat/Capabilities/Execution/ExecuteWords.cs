using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Capabilities.Execution;

/// <summary>Reads how an execution is to go out of a sentence.</summary>
internal static partial class ExecuteWords
{
    /// <returns>The sentence without it, and the request.</returns>
    public static (string Words, ExecuteRequest Request) Read(string text)
    {
        var (words, hint) = HintWords.Read(text);
        words = SpokenName.Beginning(words);
        var request = new ExecuteRequest { Hint = hint };
        words = Take(OnlyFailed(), words, _ => request = request with { OnlyFailed = true });
        words = Take(OnlyStale(), words, _ => request = request with { OnlyFailed = null, OnlyStale = true });
        words = Take(WithNeeds(), words, _ => request = request with { OutsideDependencies = OutsideDependencies.Include });
        words = Take(Anyway(), words, _ => request = request with { OutsideDependencies = OutsideDependencies.Ignore });
        words = Take(WaitForPeople(), words, _ => request = request with { OnPrepared = OnPrepared.Wait });
        words = Take(Stop(), words, _ => request = request with { OnFailure = OnFailure.Stop });
        words = Take(GoOn(), words, _ => request = request with { OnFailure = OnFailure.Continue });
        words = Take(SkipDependents(), words, _ => request = request with { OnFailure = OnFailure.SkipDependents });
        words = Take(AtOnce(), words, match => request = request with { Concurrency = Number(match.Groups["n"].Value) });
        if (request.OnlyFailed != true && request.OnlyStale != true) words = Take(Again(), words, _ => request = request with { IncludeCompleted = true });
        return (words, request);
    }

    private static string Take(Regex pattern, string text, Action<Match> set)
    {
        if (pattern.Match(text) is not { Success: true } match) return text;
        set(match);
        return text.Remove(match.Index, match.Length).Trim().Trim(',', '，', ';', '；', ' ');
    }

    private static int? Number(string word) => word.ToLowerInvariant() switch
    {
        "one" or "一" => 1,
        "two" or "二" or "两" => 2,
        "three" or "三" => 3,
        "four" or "四" => 4,
        var digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\bbut\s+)?(?:\bonly\s+(?:the\s+)?(?:failed|skipped)(?:\s+(?:ones|tasks|steps))?\b|\b(?:the\s+)?(?:failed|skipped)\s+(?:ones|tasks|steps)\s+only\b|(?:但)?(?:只|仅)(?:执行|运行|重试)?(?:失败|被跳过|跳过)的?(?:任务|步骤)?|失败的(?:任务|步骤))", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyFailed();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\bbut\s+)?(?:\bonly\s+(?:what\s+is\s+|what's\s+|the\s+)?(?:stale|out\s+of\s+date|out-of-date|outdated)(?:\s+(?:ones|tasks|steps|results))?\b|\b(?:what\s+is|what's)\s+(?:stale|out\s+of\s+date|outdated)\b|\b(?:the\s+)?(?:stale|out-of-date|outdated)\s+(?:ones|tasks|steps|results)(?:\s+only)?\b|(?:但)?(?:只|仅)?(?:执行|运行|更新)?(?:已)?(?:过时|过期)的?(?:任务|步骤|结果|内容|部分)?)", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyStale();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:together\s+)?with\s+(?:what|everything|all|whatever)\s+(?:it|they)\s+(?:needs?|depends?\s+on|waits?\s+for)\b|\bwith\s+(?:its|their|the)\s+dependencies\b|(?:连同|包括|带上|一起执行)(?:它|其)?(?:所)?(?:需要?|依赖)的?(?:任务|内容|前置任务)?(?:一起)?|连同前置任务)", RegexOptions.IgnoreCase)]
    private static partial Regex WithNeeds();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\banyway\b|\b(?:regardless\s+of|ignoring|without)\s+(?:its|the|their)\s+dependencies\b|(?:直接|照样|仍然)(?=执行|运行)|(?:忽略|不管|无视)(?:它的|其)?(?:依赖|前置任务)|照样执行)", RegexOptions.IgnoreCase)]
    private static partial Regex Anyway();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:and|but)\s+)?(?:\bwait(?:ing)?\s+for\s+(?:people|me|a\s+person|what\s+is\s+prepared)\b|(?:但)?等(?:待)?(?:人|我|人工)(?:完成|做完)(?:后再继续)?)", RegexOptions.IgnoreCase)]
    private static partial Regex WaitForPeople();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:and|but)\s+)?(?:\bstop(?:ping)?\s+(?:on|at|after|when)\s+(?:the\s+first\s+|a\s+|any\s+|one\s+|something\s+)?(?:failure|error|fail(?:s|ed)?)\b|(?:一旦)?(?:遇到?|出)?(?:失败|错误|出错|错)(?:时|后|了)?(?:就|即|便)?(?:停止|停下|停))", RegexOptions.IgnoreCase)]
    private static partial Regex Stop();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:and|but)\s+)?(?:\b(?:continue|go\s+on|carry\s+on|keep\s+going)\s+(?:on|after|despite|even\s+if|when)\s+(?:a\s+|any\s+|something\s+|one\s+)?(?:failures?|errors?|fail(?:s|ed)?)\b|(?:即使|遇到?|出)?(?:失败|错误|出错)(?:时|后|了)?(?:也|仍|仍然)?(?:继续|不停))", RegexOptions.IgnoreCase)]
    private static partial Regex GoOn();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:and|but)\s+)?(?:\bskip(?:ping)?\s+(?:the\s+)?(?:dependents|what\s+depends\s+on\s+(?:it|them|failed\s+tasks))\b|失败(?:时|后|了)?(?:就)?跳过(?:依赖(?:它|其)?的?(?:任务)?|后续(?:任务)?))", RegexOptions.IgnoreCase)]
    private static partial Regex SkipDependents();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\bwith\s+|\bat\s+)?(?:\b(?<n>\d{1,3}|one|two|three|four)(?:\s+tasks)?\s+at\s+(?:a|the\s+same)\s+time\b|\b(?<n>\d{1,3}|one|two|three|four)(?:\s+tasks)?\s+at\s+once\b|\bconcurrency\s*(?:of\s+|[:=]\s*)?(?<n>\d{1,3})\b|并发数?[:：]?\s?(?<n>\d{1,3})|(?:同时|一次)(?:执行|做|处理|运行)?(?<n>\d{1,3}|[一二两三四])(?:个|项)(?:任务)?|一次(?<n>一)个)", RegexOptions.IgnoreCase)]
    private static partial Regex AtOnce();

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:and\s+)?(?:completed|finished|done)\s+(?:tasks|ones)\s+(?:too|as\s+well|again)\b|\b(?:including|include)\s+(?:the\s+)?(?:completed|finished|done)(?:\s+(?:tasks|ones))?\b|\b(?:all\s+over\s+)?again\b|\bfrom\s+scratch\b|(?:包括|连同|含)(?:已)?完成的?(?:任务)?(?:一起)?|(?:全部)?(?:再来|重来|再执行|再做)一[遍次]|从头(?:再来|开始)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Again();
}
