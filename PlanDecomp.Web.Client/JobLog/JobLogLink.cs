using System.Globalization;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>Addresses of a job's page and of a line on it.</summary>
public static class JobLogLink
{
    /// <summary>The query parameter that names a line: <c>/jobs/{id}?line=57</c>.</summary>
    public const string LineParameter = "line";

    public static string Of(string jobId) => $"/jobs/{Uri.EscapeDataString(jobId)}";

    public static string Of(string jobId, long seq) => string.Create(CultureInfo.InvariantCulture, $"{Of(jobId)}?{LineParameter}={seq}");
}
