using System.ComponentModel.DataAnnotations;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>Which language model to use and how. Section <c>Llm</c>.</summary>
/// <remarks>Any endpoint that speaks OpenAI's chat completions: OpenAI, Azure OpenAI (v1), Ollama, vLLM, DeepSeek, Qwen and others.</remarks>
public sealed class LlmOptions : IValidatableObject
{
    public const string Section = "Llm";

    /// <summary>The model when nothing but a key of OpenAI's is configured.</summary>
    public const string DefaultModel = "gpt-4.1-mini";

    /// <summary>The endpoint, such as <c>http://localhost:11434/v1</c>; without a path, <c>/v1</c> is meant. Null is OpenAI's own.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The key; when empty, the environment's <c>OPENAI_API_KEY</c>. Local endpoints need none. Never logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Knows the key: an endpoint may quote it.</summary>
    internal SecretMask Mask => SecretMask.Shapes.With(Keys);

    /// <summary>All keys there are: no line of any log may show one.</summary>
    public IEnumerable<string> Keys => ((IEnumerable<string?>)[ApiKey, Fallback.ApiKey, .. Roles.All.Select(role => role.Own.ApiKey)])
        .Where(key => !string.IsNullOrWhiteSpace(key)).Select(key => key!.Trim()).Distinct();

    /// <summary>The model's name at the endpoint; required with <see cref="BaseUrl"/>.</summary>
    public string? Model { get; set; }

    /// <summary>Null leaves it to the endpoint; some models refuse any value.</summary>
    [Range(0.0, 2.0)]
    public float? Temperature { get; set; }

    /// <summary>Tokens one answer may have; null leaves it to the endpoint.</summary>
    [Range(64, 1_000_000)]
    public int? MaxOutputTokens { get; set; }

    /// <summary>Bytes of one answer as it comes over the network; the connection of a larger one is cut, and it is not asked for again.</summary>
    [Range(1_024, 1 << 30)]
    public int MaxAnswerBytes { get; set; } = 4 << 20;

    /// <summary>How long one call may take before it counts as failed and is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Tries after the first, for time-outs, network errors and the statuses 408, 429 and 5xx.</summary>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>The pause before the first retry; it doubles with each, with jitter. An endpoint's <c>Retry-After</c> goes before it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause before a retry. An endpoint that asks for a longer one is not waited for: the call fails.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Calls this process makes at the same time, over all jobs.</summary>
    [Range(1, 1000)]
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>Long calls come in pieces, so that no gateway takes them for dead; an endpoint that refuses that is asked for whole answers from then on.</summary>
    public bool Streaming { get; set; } = true;

    /// <summary>How the form of an answer is asked for. An endpoint that refuses one is asked in the next simpler way from then on.</summary>
    [AllowedValues(LlmStructuredOutput.JsonSchema, LlmStructuredOutput.JsonObject, LlmStructuredOutput.None,
        ErrorMessage = "Llm:StructuredOutput is 'json_schema', 'json_object' or 'none'.")]
    public string StructuredOutput { get; set; } = LlmStructuredOutput.JsonSchema;

    /// <summary>Prompts and answers go into the spans of calls. They hold what people wrote: for looking into a fault only.</summary>
    public bool RecordContent { get; set; }

    /// <summary>Of <see cref="Prices"/>, for display.</summary>
    [Required]
    public string Currency { get; set; } = "USD";

    /// <summary>What models cost. One that is not listed has no cost in the figures.</summary>
    public IList<LlmPrice> Prices { get; } = [];

    /// <summary>A model of its own for a kind of work; what is left out is as above.</summary>
    public LlmRoles Roles { get; } = new();

    /// <summary>The model that is asked while the first is down, out of quota or refuses lastingly. Empty: none.</summary>
    public LlmModelOptions Fallback { get; } = new();

    /// <summary>False: there is nothing to ask unless a role has an endpoint of its own.</summary>
    public bool IsConfigured => BaseUrl is not null || !string.IsNullOrWhiteSpace(ApiKey);

    /// <summary>False: there is nothing to ask for this kind of work, and it goes by the offline rules.</summary>
    public bool IsConfiguredFor(LlmRole role) => IsConfigured || Roles.Of(role).HasOwnEndpoint;

    public string ModelOrDefault => string.IsNullOrWhiteSpace(Model) ? DefaultModel : Model;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var faults = FindFaults().ToList();
        if (faults.Count > 0) return faults;

        // Half priced, budgets of money would not hold.
        var used = this.ModelsInUse().ToList();
        return used.Any(model => model.Price is not null) && used.FirstOrDefault(model => model.Price is null) is { } unpriced
            ? [new ValidationResult($"Llm:Prices names no price of the model '{unpriced.Name}', while others have one.", [nameof(Prices)])]
            : [];
    }

    private IEnumerable<ValidationResult> FindFaults()
    {
        if (BaseUrl is not null && (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https")))
        {
            yield return new ValidationResult($"Llm:BaseUrl '{BaseUrl}' is no http or https address.", [nameof(BaseUrl)]);
        }

        if (BaseUrl is not null && string.IsNullOrWhiteSpace(Model))
        {
            yield return new ValidationResult("Llm:Model is needed when Llm:BaseUrl is set.", [nameof(Model)]);
        }

        foreach (var fault in Roles.All.SelectMany(role => role.Own.FindFaults($"Llm:Roles:{role.Role}", hasMain: IsConfigured)).Concat(Fallback.FindFaults("Llm:Fallback", hasMain: IsConfigured)))
        {
            yield return new ValidationResult(fault);
        }

        foreach (var price in Prices)
        {
            if (string.IsNullOrWhiteSpace(price.Model) || price.InputPerMillion < 0 || price.OutputPerMillion < 0)
            {
                yield return new ValidationResult("Each of Llm:Prices needs a Model, and prices of 0 or more.", [nameof(Prices)]);
            }
        }
    }
}

/// <summary>The ways to ask for an answer's form, from the strictest to none.</summary>
public static class LlmStructuredOutput
{
    public const string JsonSchema = "json_schema";
    public const string JsonObject = "json_object";
    public const string None = "none";

    /// <summary>The next simpler way; null when there is none.</summary>
    public static string? Simpler(string way) => way switch
    {
        JsonSchema => JsonObject,
        JsonObject => None,
        _ => null,
    };
}

/// <summary>A model's price, in <see cref="LlmOptions.Currency"/> per million tokens.</summary>
public sealed class LlmPrice
{
    public string Model { get; set; } = "";
    public decimal InputPerMillion { get; set; }
    public decimal OutputPerMillion { get; set; }
}
