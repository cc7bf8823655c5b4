using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Markdown;

namespace PlanDecomp.Tests.WebClient.Markdown;

/// <summary>What Markdown looks like, and that no text can bring more than words.</summary>
public sealed class MarkdownViewTests : IAsyncDisposable
{
    private const string External = "rel=\"noopener noreferrer nofollow\" target=\"_blank\"";

    private readonly BunitContext _context = new();
    private readonly FakeTimeProvider _time = new();

    public MarkdownViewTests()
    {
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddWebClient(new Uri("http://nowhere.invalid/"));
        _context.Services.AddSingleton<TimeProvider>(_time);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    [Theory]
    [InlineData("plain **strong** *em* ~~gone~~", "<p>plain <strong>strong</strong> <em>em</em> <del>gone</del></p>")]
    [InlineData("**粗体**文字", "<p><strong>粗体</strong>文字</p>")]
    [InlineData("# One\n## Two\n###### Six", "<h3>One</h3><h4>Two</h4><h6>Six</h6>")]
    [InlineData("a `b < c` d", "<p>a <code>b &lt; c</code> d</p>")]
    [InlineData("one  \ntwo\nthree", "<p>one<br />two\nthree</p>")]
    [InlineData("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>")]
    [InlineData("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>")]
    [InlineData("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>")]
    [InlineData("1. a", "<ol><li>a</li></ol>")]
    [InlineData("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>")]
    [InlineData("a\n\n---\n\nb", "<p>a</p><hr /><p>b</p>")]
    [InlineData("&amp; &lt;b&gt; &copy;", "<p>&amp; &lt;b&gt; ©</p>")]
    [InlineData("2 * 3 * 4 [not a link] a_b_c", "<p>2 * 3 * 4 [not a link] a_b_c</p>")]
    [InlineData("**not closed", "<p>**not closed</p>")]
    [InlineData("", "")]
    public void Text_is_drawn_as_its_marks_say(string text, string html) => Draw(text).MarkupMatches($"<div class=\"markdown\">{html}</div>");

    [Theory]
    [InlineData("[a](/plans/3)", "<a href=\"/plans/3\">a</a>")]
    [InlineData("[a](plans?q=1#x)", "<a href=\"plans?q=1#x\">a</a>")]
    [InlineData("[a](#below)", "<a href=\"#below\">a</a>")]
    [InlineData("[a](https://example.com/x \"Title\")", $"<a href=\"https://example.com/x\" title=\"Title\" {External}>a</a>")]
    [InlineData("see https://example.com/x now", $"see <a href=\"https://example.com/x\" {External}>https://example.com/x</a> now")]
    [InlineData("<https://example.com/x>", $"<a href=\"https://example.com/x\" {External}>https://example.com/x</a>")]
    [InlineData("<someone@example.com>", $"<a href=\"mailto:someone@example.com\" {External}>someone@example.com</a>")]
    [InlineData("[**a** b][ref]\n\n[ref]: http://example.com/", $"<a href=\"http://example.com/\" {External}><strong>a</strong> b</a>")]
    [InlineData("![a *photo*](https://example.com/a.png)", $"<a href=\"https://example.com/a.png\" {External}>Image: a <em>photo</em></a>")]
    [InlineData("![](/a.png)", "<a href=\"/a.png\">Image: /a.png</a>")]
    public void Links_say_where_they_lead_and_images_are_not_loaded(string text, string html) => Draw(text).MarkupMatches($"<div class=\"markdown\"><p>{html}</p></div>");

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert%281%29)")]
    [InlineData("[a](<java\tscript:alert(1)>)")]
    [InlineData("[a](&#106;avascript:alert(1))")]
    [InlineData("[a](&#x01;javascript:alert(1))")]
    [InlineData("[a](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[a](vbscript:x)")]
    [InlineData("[a](file:///etc/passwd)")]
    [InlineData("[a](blob:https://example.com/x)")]
    [InlineData("[a](//evil.example)")]
    [InlineData("[a](/\\\\evil.example)")]
    [InlineData("[a](\\\\\\\\evil.example)")]
    [InlineData("![a](javascript:alert(1))")]
    [InlineData("![a](data:image/svg+xml,<svg/onload=alert(1)>)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[a][r]\n\n[r]: javascript:alert(1)")]
    public void A_link_of_another_kind_is_only_words(string text) => Assert.Empty(Draw(text).FindAll("a, img, [src], [href]"));

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <b onmouseover=alert(1)>bold</b> <!-- c --> <?php ?> <![CDATA[x]]>")]
    [InlineData("<div>\n\n**x**\n\n</div>")]
    [InlineData("| a |\n|---|\n| <svg onload=alert(1)> |")]
    [InlineData("# <iframe src=javascript:alert(1)>")]
    [InlineData("```html\" onmouseover=\"alert(1)\n<script>alert(1)</script>\n```")]
    [InlineData("[a](https://example.com/\"onmouseover=\"alert(1) \"t\" onclick=alert(1)\")")]
    [InlineData("`<img src=x onerror=alert(1)>`")]
    public void Html_is_shown_and_never_becomes_html(string text)
    {
        var view = Draw(text);

        Assert.Empty(view.FindAll("script, img, svg:not(button svg), iframe, b, div.markdown > div:not(.table)"));
        Assert.DoesNotContain(view.FindAll("*").SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(view.FindAll("*"), element => element.TextContent.Contains('<') || text.Contains("](", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_keeps_its_head_and_alignment_and_scrolls_by_itself()
    {
        var view = Draw("| a | b | c |\n|---|:-:|--:|\n| 1 | **2** | 3 |");

        view.Find(".markdown > div").MarkupMatches(
            """
            <div class="table" role="region" tabindex="0" aria-label="Table"><table>
            <thead><tr><th scope="col">a</th><th scope="col" class="center">b</th><th scope="col" class="right">c</th></tr></thead>
            <tbody><tr><td>1</td><td class="center"><strong>2</strong></td><td class="right">3</td></tr></tbody>
            </table></div>
            """);
    }

    [Fact]
    public void A_task_list_says_what_is_done_in_the_readers_language()
    {
        var view = Draw("- [x] asked\n- [ ] answered");
        Assert.Equal(["Done", "Not done"], view.FindAll("li > [role=img]").Select(box => box.GetAttribute("aria-label")));

        view.InvokeAsync(() => _context.Services.GetRequiredService<Localizer>().Use(PageLanguage.Chinese));
        Assert.Equal(["已完成", "未完成"], view.FindAll("li > [role=img]").Select(box => box.GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData("```csharp\nvar a = 1 < 2;\n```", "csharp", "var a = 1 < 2;")]
    [InlineData("```\na\n\nb\n```", "Code", "a\n\nb")]
    [InlineData("    indented", "Code", "indented")]
    [InlineData("```js\nnot closed yet", "js", "not closed yet")]
    public async Task Code_is_named_and_can_be_copied_as_it_stands(string text, string name, string code)
    {
        var copying = _context.JSInterop.SetupModule("./browser.js");
        copying.Setup<bool>("copy", _ => true).SetResult(true);
        var view = Draw(text);
        Assert.Equal(name, view.Find("figcaption > span").TextContent);
        Assert.Equal(code, view.Find("pre > code").TextContent);

        var click = view.Find("button[aria-label='Copy code']").ClickAsync(new());
        Assert.Equal(code, copying.VerifyInvoke("copy").Arguments.Single());
        view.WaitForElement("button[aria-label='Copied']");
        _time.Advance(TimeSpan.FromSeconds(2));
        await click;
        view.WaitForElement("button[aria-label='Copy code']");
    }

    [Fact]
    public void What_is_nested_too_deeply_is_shown_as_it_stands()
    {
        var text = new string('>', 5_000) + " deep <b>";

        Assert.Equal(text, Draw(text).Find(".markdown > pre").TextContent);
    }

    [Theory]
    [InlineData("# A *plan*\n\n- one\n- `two`\n\n[three](/x) &amp; <b>", "A plan one two three & <b>")]
    [InlineData("", "")]
    public void Read_aloud_it_has_no_marks(string text, string spoken) => Assert.Equal(spoken, MarkdownText.ToPlain(text));

    private IRenderedComponent<MarkdownView> Draw(string text) => _context.Render<MarkdownView>(parameters => parameters.Add(view => view.Text, text));
}
