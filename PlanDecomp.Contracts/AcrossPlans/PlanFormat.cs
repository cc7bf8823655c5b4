namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>How plans are written to a file and read from one. See docs/export-and-import.md.</summary>
public static class PlanFormat
{
    /// <summary>Our own: everything needed to build the same plans.</summary>
    public const string Json = "json";

    /// <summary>An outline with checkboxes, for people; it builds the same plans too. Foreign outlines and nested lists are read by the same name.</summary>
    public const string Markdown = "markdown";

    /// <summary>One JSON and one Markdown file a plan.</summary>
    public const string Zip = "zip";

    /// <summary>For imports: found out from the content.</summary>
    public const string Auto = "auto";
}
