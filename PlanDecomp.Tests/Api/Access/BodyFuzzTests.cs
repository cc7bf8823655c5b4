using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>Whatever is sent to whatever operation: the answer is never a fault of ours, and always one that a program can read.</summary>
/// <remarks>A few seconds; <c>PLANDECOMP_FUZZ_SECONDS</c> says how many instead. What fails is shown with the seed that brings it about again.</remarks>
public sealed class BodyFuzzTests(SharedApi shared)
{
    private const string Seconds = "PLANDECOMP_FUZZ_SECONDS";

    private static readonly Gen<string> HeaderValue = Gen.OneOf(
        Gen.OneOfConst(
            "", " ", ",", "0", "-1", "1,1", "1,,2", "9223372036854775807", "9223372036854775808", "*", "\"x\"", "W/\"x\"", "\"", "bytes=0-", "bytes=9-1,-5", "text/html;q=2", "gzip;q=x", "null",
            "00-00000000000000000000000000000000-0000000000000000-00", "for=_x;proto=\"", "127.0.0.1:99999", "[::", "javascript", "https,http", new string('k', 300), "ключ", "😀"),
        Gen.Char[' ', '~'].Array[0, 60].Select(signs => new string(signs)));

    private static readonly Gen<string> QueryValue = Gen.OneOf(
        Gen.OneOfConst(
            "", "0", "-1", "1", "1.5", "200", "1e3", "99999999999999999999", "none", "true", "%00", "%ED%A0%80", "%FF", "%", "%zz", "+", "%26", "%25_", "%27%22%5C", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00%2B99:00",
            "0001-01-01", "9999-12-31T23:59:59.9999999Z", "MA==", "eyJ9", "bm90LWEtY3Vyc29y", "succeeded", "json", "text", new string('x', 3_000), string.Join(',', Enumerable.Repeat("a", 60))),
        Gen.Char.Array[0, 20].Select(signs => Uri.EscapeDataString(new string([.. signs.Where(sign => !char.IsSurrogate(sign))]))),
        Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static readonly string[] Headers =
    [
        "Last-Event-ID", "Idempotency-Key", "If-Match", "If-None-Match", "If-Modified-Since", "Range", "Accept", "Accept-Encoding", "Accept-Language", "X-Forwarded-For", "X-Forwarded-Proto",
        "Forwarded", "traceparent", "tracestate", "baggage", "Cookie", "X-HTTP-Method-Override", "Expect-CT", "Content-Language",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_body_is_answered_with_a_fault_of_ours()
    {
        using var anna = shared.App.NewClient();
        var ids = (await Belongings.OfAsync(anna, shared.Data)).Ids;
        var bodies = new BodyGen(ids);
        var operations = (await ApiDescription.ReadAsync(anna)).Operations.Where(one => one.Body is not null).ToArray();
        Assert.True(operations.Length > 15, $"{operations.Length} operations read a body.");
        var any = Gen.OneOf([.. operations.Select(one => bodies.Of(one.Body!, one.Description!).Select(body => (Operation: one, Body: body)))]);

        await any.SampleAsync(async sent =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(sent.Operation.Method), sent.Operation.Address(ids)) { Content = new ByteArrayContent(sent.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            await CheckAsync(anna, request);
        }, time: TimeOr(3), threads: 2, print: sent => $"{sent.Operation} {Encoding.UTF8.GetString(sent.Body)}");
    }

    [Fact]
    public async Task No_query_and_no_header_is_answered_with_a_fault_of_ours()
    {
        var jar = new CookieContainer();
        using var owner = shared.App.NewClient(jar);
        var ids = (await Belongings.OfAsync(owner, shared.Data)).Ids;
        using var anna = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = shared.App.Address };

        // Nothing is deleted: the rest would be asked for nothing.
        var operations = (await ApiDescription.ReadAsync(anna)).Operations.Where(one => one.Method != "DELETE").ToArray();
        var any = Gen.OneOf([.. operations.Select(one => Gen.Select(
            one.Queries.Count == 0 ? Gen.Const(Array.Empty<(string, string)>()) : Gen.Select(Gen.OneOfConst([.. one.Queries]), QueryValue).Array[0, 4],
            Gen.Select(Gen.OneOfConst([.. one.Headers, .. one.Headers, .. Headers]), HeaderValue).Array[0, 3],
            (query, headers) => (Operation: one, Query: query, Headers: headers)))]);

        await any.SampleAsync(async sent =>
        {
            var query = string.Join('&', sent.Query.Select(one => $"{one.Item1}={one.Item2}"));
            var address = new Uri($"{anna.BaseAddress!.GetLeftPart(UriPartial.Authority)}{sent.Operation.Address(ids)}?{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(new HttpMethod(sent.Operation.Method), address);
            if (sent.Operation.Method != "GET") request.Content = new StringContent(AccessProbe.Sample(sent.Operation, ids), Encoding.UTF8, "application/json");
            foreach (var (name, value) in sent.Headers) request.Headers.TryAddWithoutValidation(name, value);
            await CheckAsync(anna, request);
        }, time: TimeOr(1), threads: 2, print: sent => $"{sent.Operation} {string.Join('&', sent.Query)} {string.Join(' ', sent.Headers)}");
    }

    private static async Task CheckAsync(HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        var media = response.Content.Headers.ContentType?.MediaType;

        // It goes on for as long as a job does, or a reply.
        if (media == "text/event-stream" && response.StatusCode == HttpStatusCode.OK) return;
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode} {text}");
        if (response.IsSuccessStatusCode)
        {
            if (media == "application/json") JsonElement.Parse(text);
            return;
        }

        Assert.True(media == "application/problem+json", $"{(int)response.StatusCode} {media} {text}");
        Assert.Equal((int)response.StatusCode, JsonElement.Parse(text).GetProperty("status").GetInt32());
    }

    private static int TimeOr(int seconds) => int.TryParse(Environment.GetEnvironmentVariable(Seconds), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : seconds;
}
