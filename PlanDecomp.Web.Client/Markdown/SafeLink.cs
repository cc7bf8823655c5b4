namespace PlanDecomp.Web.Client.Markdown;

/// <summary>A link that may be followed: within this site, or to the web or a mail address.</summary>
/// <param name="Href">For the attribute.</param>
/// <param name="IsExternal">It leaves this site.</param>
internal sealed record SafeLink(string Href, bool IsExternal)
{
    /// <summary>Null for any other scheme, and for what browsers and we could read differently.</summary>
    public static SafeLink? Of(string? url)
    {
        // Browsers drop tabs and line ends inside an address and take a backslash for a slash.
        if (string.IsNullOrWhiteSpace(url) || url.Any(letter => char.IsControl(letter) || letter == '\\')) return null;
        url = url.Trim();
        if (url.StartsWith("//", StringComparison.Ordinal)) return null;
        if (IsRelative(url)) return new SafeLink(url, IsExternal: false);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto)
            ? new SafeLink(uri.AbsoluteUri, IsExternal: true)
            : null;
    }

    /// <summary>No colon comes before the first slash, question mark or hash, so there is no scheme (RFC 3986, 4.2).</summary>
    private static bool IsRelative(string url)
    {
        var end = url.AsSpan().IndexOfAny('/', '?', '#');
        return !(end < 0 ? url.AsSpan() : url.AsSpan(0, end)).Contains(':');
    }
}
