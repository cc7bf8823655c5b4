using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Api.Chat;

/// <summary>How the chat answers. Section <c>Chat</c>.</summary>
public sealed class ChatOptions
{
    public const string Section = "Chat";

    /// <summary>Lets <see cref="Reader"/> follow from what is configured.</summary>
    public const string Auto = "auto";

    public const string Llm = "llm";
    public const string Rules = "rules";

    /// <summary><c>auto</c>: the language model when one is configured, else the built-in rules; or <c>llm</c>, or <c>rules</c>.</summary>
    [AllowedValues(Auto, Llm, Rules, ErrorMessage = "Chat:Reader is 'auto', 'llm' or 'rules'.")]
    public string Reader { get; set; } = Auto;

    /// <summary>How long one reply may take, tools and retries included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the model may call tools before it must answer in words.</summary>
    [Range(1, 50)]
    public int MaxToolRounds { get; set; } = 6;

    /// <summary>Characters of earlier messages in a prompt; the oldest are left out first.</summary>
    [Range(0, 1_000_000)]
    public int MaxHistoryLength { get; set; } = 12_000;

    /// <summary>Characters of the plan's outline in a prompt.</summary>
    [Range(200, 200_000)]
    public int MaxOutlineLength { get; set; } = 4_000;

    /// <summary>How often the text of a reply being written is stored, and whether someone stops it is looked up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan SaveEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a reply's writer may give no sign of life before the reply counts as interrupted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan WriterLostAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked whether a step of a reply can be done.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan StepsEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Asks before a plan is made whose kind leaves open what decides it, such as a wedding without a date.</summary>
    public bool ClarifyingQuestions { get; set; } = true;

    /// <summary>The time between two pings on a reply's stream: shorter than what proxies allow an idle connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);
}
