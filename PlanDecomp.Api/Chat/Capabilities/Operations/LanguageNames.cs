using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>What people call languages, and their tags (BCP 47).</summary>
internal static partial class LanguageNames
{
    private static readonly (string Tag, string English, string Chinese, string[] Others)[] All =
    [
        ("en", "English", "英文", ["英语"]),
        ("zh-CN", "Chinese", "中文", ["simplified chinese", "mandarin", "汉语", "简体中文", "简体", "普通话", "zh"]),
        ("zh-TW", "traditional Chinese", "繁体中文", ["繁体", "繁體中文", "正體中文"]),
        ("de", "German", "德文", ["德语"]),
        ("fr", "French", "法文", ["法语"]),
        ("es", "Spanish", "西班牙文", ["西班牙语"]),
        ("it", "Italian", "意大利文", ["意大利语"]),
        ("pt", "Portuguese", "葡萄牙文", ["葡萄牙语"]),
        ("pt-BR", "Brazilian Portuguese", "巴西葡萄牙文", ["巴西葡萄牙语"]),
        ("nl", "Dutch", "荷兰文", ["荷兰语"]),
        ("pl", "Polish", "波兰文", ["波兰语"]),
        ("ru", "Russian", "俄文", ["俄语"]),
        ("uk", "Ukrainian", "乌克兰文", ["乌克兰语"]),
        ("cs", "Czech", "捷克文", ["捷克语"]),
        ("sv", "Swedish", "瑞典文", ["瑞典语"]),
        ("da", "Danish", "丹麦文", ["丹麦语"]),
        ("nb", "Norwegian", "挪威文", ["挪威语"]),
        ("fi", "Finnish", "芬兰文", ["芬兰语"]),
        ("el", "Greek", "希腊文", ["希腊语"]),
        ("tr", "Turkish", "土耳其文", ["土耳其语"]),
        ("ar", "Arabic", "阿拉伯文", ["阿拉伯语"]),
        ("he", "Hebrew", "希伯来文", ["希伯来语"]),
        ("fa", "Persian", "波斯文", ["波斯语", "farsi"]),
        ("hi", "Hindi", "印地文", ["印地语"]),
        ("ja", "Japanese", "日文", ["日语"]),
        ("ko", "Korean", "韩文", ["韩语", "朝鲜语"]),
        ("vi", "Vietnamese", "越南文", ["越南语"]),
        ("th", "Thai", "泰文", ["泰语"]),
        ("id", "Indonesian", "印尼文", ["印尼语", "印度尼西亚语"]),
        ("ms", "Malay", "马来文", ["马来语"]),
    ];

    /// <summary>The tag of a name or a tag; null for a word that is neither.</summary>
    public static string? TagOf(string word)
    {
        var name = SpokenName.Clean(word);
        foreach (var (tag, english, chinese, others) in All)
        {
            if (Is(name, tag) || Is(name, english) || Is(name, chinese) || others.Any(other => Is(name, other))) return tag;
        }

        return Tag().IsMatch(name) ? name : null;
    }

    /// <summary>A known language's name or tag: not just two letters that could be one.</summary>
    public static bool IsName(string word) => TagOf(word) is { } tag && Find(tag) is not null;

    /// <summary>A known tag's English name; another tag itself.</summary>
    public static string EnglishOf(string tag) => Find(tag) is { } known ? known.English : tag;

    /// <summary>A known tag's Chinese name; another tag itself.</summary>
    public static string ChineseOf(string tag) => Find(tag) is { } known ? known.Chinese : tag;

    private static (string Tag, string English, string Chinese, string[] Others)? Find(string tag)
    {
        foreach (var known in All)
        {
            if (Is(known.Tag, tag)) return known;
        }

        return null;
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Two or three letters, perhaps with a script or a region: a longer word alone is a name that is not known.</summary>
    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex Tag();
}
