namespace PlanDecomp.Plans.Documents;

/// <summary>The codes of what can be the matter with a document; docs/export-and-import.md explains each.</summary>
internal static class NoteCode
{
    public const string Empty = "empty";
    public const string NotJson = "not_json";
    public const string NotOurs = "not_ours";
    public const string NewerVersion = "newer_version";
    public const string WrongKind = "wrong_kind";
    public const string Missing = "missing";
    public const string UnknownField = "unknown_field";
    public const string Title = "title";
    public const string TooLong = "too_long";
    public const string TooDeep = "too_deep";
    public const string TooMany = "too_many";
    public const string OutOfRange = "out_of_range";
    public const string NotStorable = "not_storable";
    public const string UnknownStatus = "unknown_status";
    public const string UnknownDependency = "unknown_dependency";
    public const string AmbiguousDependency = "ambiguous_dependency";
    public const string DependencyCycle = "dependency_cycle";
    public const string DuplicateId = "duplicate_id";
    public const string Indentation = "indentation";
    public const string Unclosed = "unclosed";
    public const string NotZip = "not_zip";
    public const string NotText = "not_text";
    public const string LeftOut = "left_out";
    public const string Table = "table";
}
