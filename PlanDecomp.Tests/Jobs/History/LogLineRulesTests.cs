using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Tests.Jobs.History;

public sealed class LogLineRulesTests
{
    private readonly LogLineRules _rules = new(Options.Create(new JobsOptions { KnownSecrets = { "Tr0ub4dor", "abc" } }));

    [Theory]
    [InlineData("key sk-proj-abcdefghijklmnop1234 end", "key *** end")]
    [InlineData("Authorization: Bearer abc.def-ghi_jkl", "Authorization: Bearer ***")]
    [InlineData("authorization: basic dXNlcjpwYXNz", "authorization: basic ***")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "***")]
    [InlineData("Host=db;Username=me;Password=s3cr3t;Port=1", "Host=db;Username=me;Password=***;Port=1")]
    [InlineData("localhost:6379,password=geheim,ssl=true", "localhost:6379,password=***,ssl=true")]
    [InlineData("AccountName=x;AccountKey=AAAA+/==;", "AccountName=x;AccountKey=***;")]
    [InlineData("""{"api_key": "1234567890", "model": "m"}""", """{"api_key": "***", "model": "m"}""")]
    [InlineData("GET /v1?api-key=12345678&x=1", "GET /v1?api-key=***&x=1")]
    [InlineData("redis://user:pa55word@host:6379/0", "redis://user:***@host:6379/0")]
    [InlineData("AKIAABCDEFGHIJKLMNOP and ghp_abcdefghijklmnopqrstuvwx", "*** and ***")]
    [InlineData("the word Tr0ub4dor in a sentence", "the word *** in a sentence")]
    public void Secrets_are_masked_wherever_they_stand(string text, string expected) => Assert.Equal(expected, _rules.Redact(text));

    [Theory]
    [InlineData("Breaking down \"Write a survey paper\": 2 levels, up to 60 tasks.")]
    [InlineData("Choose a password manager, and rotate every secret of the team.")]
    [InlineData("The bearer of bad news; basic training.")]
    [InlineData("https://example.org/path?q=task#top")]
    [InlineData("组织一次三天的团队旅行：预算 5000 元")]
    public void Ordinary_lines_stay_as_they_are(string text) => Assert.Equal(text, _rules.Redact(text));

    [Fact]
    public void Masked_metadata_is_still_JSON()
    {
        var metadata = LogMetadata.Create("x", ("header", "Bearer abcdefgh\"12345678"), ("url", @"a\b password=geheim ""quoted"""), ("n", 5));

        var line = _rules.Apply(new NewLogLine(DateTimeOffset.UnixEpoch, JobLogLevel.Info, "m", metadata));

        var text = line.Metadata!.Value.GetRawText();
        Assert.DoesNotContain("geheim", text);
        Assert.DoesNotContain("abcdefgh", text);
        Assert.Equal(5, JsonElement.Parse(text).GetProperty("args").GetProperty("n").GetInt32());
    }

    [Theory]
    [InlineData("password", null, "null")]
    [InlineData("secret", 12345, "\"***\"")]
    [InlineData("api_key", true, "true")]
    [InlineData("milliseconds", 1234, "1234")]
    [InlineData("quoted", "a \"1234\" b", "\"a \\\"***\\\" b\"")]
    public void Arguments_of_every_kind_pass_or_are_masked(string name, object? value, string expected)
    {
        var rules = new LogLineRules(Options.Create(new JobsOptions { KnownSecrets = { "1234" } }));

        var line = rules.Apply(new NewLogLine(DateTimeOffset.UnixEpoch, JobLogLevel.Info, "m", LogMetadata.Create("x", (name, value))));

        Assert.Equal(expected, line.Metadata!.Value.GetProperty("args").GetProperty(name).GetRawText());
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('中')]
    public void A_long_line_is_cut_between_characters_and_says_so(char c)
    {
        var line = _rules.Apply(new NewLogLine(DateTimeOffset.UnixEpoch, JobLogLevel.Info, new string(c, 20_000), null));

        Assert.True(Encoding.UTF8.GetByteCount(line.Message) <= 16 * 1024);
        Assert.EndsWith($"[cut: the line had {20_000 * Encoding.UTF8.GetByteCount([c])} bytes]", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', line.Message);
    }

    [Fact]
    public void Metadata_that_is_too_long_keeps_its_code_alone()
    {
        var metadata = LogMetadata.Create("node.expanded", ("titles", new string('x', 20_000)));

        var line = _rules.Apply(new NewLogLine(DateTimeOffset.UnixEpoch, JobLogLevel.Info, "m", metadata));

        Assert.Equal("""{"code":"node.expanded","args":{"cut":true}}""", line.Metadata!.Value.GetRawText());
    }
}
