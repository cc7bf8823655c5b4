using Bunit;
using Microsoft.AspNetCore.Components.Web;
using PlanDecomp.Web.Client.Chat;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>Writing a message.</summary>
public sealed class ComposerTests : IAsyncLifetime
{
    private const string Suggestions = "[role=listbox]";

    private ChatHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Enter_sends_and_empties_the_input()
    {
        _house.Open();
        await _house.SayAsync("  Plan a trip\nto Kyoto ");
        await _house.Chat.NextReplyAsync();

        var (request, key) = Assert.Single(_house.Chat.Said);
        Assert.Equal(("Plan a trip\nto Kyoto", "en"), (request.Content, request.Language));
        Assert.NotEmpty(key);
        Assert.Equal("", _house.Input.GetAttribute("value"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Shift_enter_and_the_enter_of_an_input_method_do_not_send(bool shift, bool composing)
    {
        _house.Open();
        await _house.TypeAsync("写一篇综述");
        await _house.PressAsync("Enter", shift, composing);

        Assert.Empty(_house.Chat.Said);
        Assert.DoesNotContain(_house.Chat.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal("写一篇综述", _house.Input.GetAttribute("value"));
        Assert.True(_house.Input.HasAttribute("data-enter"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public async Task Nothing_is_not_sent(string text)
    {
        _house.Open();
        await _house.TypeAsync(text);
        await _house.PressAsync("Enter");

        Assert.Empty(_house.Chat.Said);
        Assert.True(_house.Page.Find(ChatHouse.Button("Send")).HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_limit_shows_when_it_is_near_and_holds()
    {
        _house.Open();
        await _house.TypeAsync(new string('a', ChatLimits.MessageLength - 501));
        Assert.False(_house.Has(".count"));

        await _house.TypeAsync(new string('a', ChatLimits.MessageLength - 400));
        Assert.Equal("400 characters left", _house.TextOf(".count"));

        await _house.TypeAsync(new string('a', ChatLimits.MessageLength + 1));
        Assert.Equal("1 characters too long", _house.TextOf(".count.over"));
        await _house.PressAsync("Enter");
        Assert.Empty(_house.Chat.Said);
    }

    [Fact]
    public async Task A_slash_lists_the_commands_and_arrows_choose_one()
    {
        _house.Open();
        await _house.TypeAsync("/");
        Assert.Equal(_house.Chat.Commands.Select(command => $"/{command.Name.English}"), Names());
        Assert.True(_house.Input.HasAttribute("data-suggesting"));
        Assert.Equal("/plan", Selected());

        await _house.PressAsync("ArrowDown");
        Assert.Equal("/plans", Selected());
        Assert.Equal(_house.Page.Find("[aria-selected=true]").Id, _house.Input.GetAttribute("aria-activedescendant"));
        await _house.PressAsync("ArrowUp");
        await _house.PressAsync("ArrowUp");
        Assert.Equal("/help", Selected());

        // The list is longer than what shows of it.
        Assert.Equal($"composer-commands-{_house.Chat.Commands.Count - 1}", _house.Script.Invocations["reveal"][^1].Arguments[0]);

        await _house.TypeAsync("/dec");
        await _house.PressAsync("Tab");
        Assert.Equal("/decompose ", _house.Input.GetAttribute("value"));
        Assert.False(_house.Has(Suggestions));
        Assert.False(_house.Input.HasAttribute("data-suggesting"));
        Assert.Empty(_house.Chat.Said);
    }

    [Fact]
    public async Task Enter_completes_a_command_and_sends_one_that_is_whole()
    {
        _house.Open();
        await _house.TypeAsync("/pl");
        await _house.PressAsync("Enter");
        Assert.Equal("/plan ", _house.Input.GetAttribute("value"));

        // Means nothing alone.
        await _house.TypeAsync("/plan");
        await _house.PressAsync("Enter");
        Assert.Equal("/plan ", _house.Input.GetAttribute("value"));
        Assert.Empty(_house.Chat.Said);

        await _house.SayAsync("/help");
        await _house.Chat.NextReplyAsync();
        Assert.Equal("/help", Assert.Single(_house.Chat.Said).Request.Content);
    }

    [Fact]
    public async Task An_older_name_of_a_command_is_sent_as_it_is()
    {
        _house.Open();
        await _house.SayAsync("/redo");
        await _house.Chat.NextReplyAsync();

        Assert.Equal("/redo", Assert.Single(_house.Chat.Said).Request.Content);
    }

    [Fact]
    public async Task The_commands_are_asked_for_once_and_again_only_after_a_failure()
    {
        _house.Chat.Fault = path => path.EndsWith("/commands", StringComparison.Ordinal) ? 503 : null;
        _house.Open();
        await _house.TypeAsync("/pl");
        Assert.False(_house.Has(Suggestions));

        _house.Chat.Fault = _ => null;
        await _house.TypeAsync("/pla");
        Assert.Equal(["/plan", "/plans"], Names());
        var asked = _house.Chat.Requests.Count(request => request == "GET /api/chat/commands");
        await _house.TypeAsync("/plan");
        await _house.TypeAsync("/h");
        Assert.Equal(asked, _house.Chat.Requests.Count(request => request == "GET /api/chat/commands"));
    }

    [Fact]
    public async Task Escape_closes_the_commands_and_keeps_the_text()
    {
        _house.Open();
        await _house.TypeAsync("/st");
        await _house.PressAsync("Escape");

        Assert.False(_house.Has(Suggestions));
        Assert.Equal("/st", _house.Input.GetAttribute("value"));
        await _house.TypeAsync("/status of it");
        Assert.False(_house.Has(Suggestions));
    }

    [Fact]
    public async Task Commands_are_described_and_found_in_Chinese()
    {
        _house.Localizer.Use(PageLanguage.Chinese);
        _house.Open();
        await _house.TypeAsync("/");
        Assert.Contains("显示本帮助", _house.TextOf(Suggestions));
        Assert.Contains("[关键词]", _house.TextOf(Suggestions));

        await _house.TypeAsync("/计");
        Assert.Equal(["/计划", "/计划列表"], Names());
        await _house.PressAsync("Enter");
        Assert.Equal("/计划 ", _house.Input.GetAttribute("value"));
    }

    [Fact]
    public async Task A_click_chooses_a_command_too()
    {
        _house.Open();
        await _house.TypeAsync("/");
        await _house.Page.InvokeAsync(() => _house.Page.FindAll("[role=option]")[3].MouseDown(new MouseEventArgs()));

        Assert.Equal("/decompose ", _house.Input.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/re", new[] { "/rebreak", "/rewrite", "/repair" })]
    [InlineData("/redo", new[] { "/rebreak" })]
    [InlineData("/重做", new[] { "/重新拆分" })]
    [InlineData("/dependencies", new[] { "/repair" })]
    [InlineData("/依赖", new[] { "/修复依赖" })]
    [InlineData("/草稿", new[] { "/草稿" })]
    [InlineData("/xyz", new string[0])]
    [InlineData("/execute ", new string[0])]
    public async Task Typing_on_leaves_what_fits_by_name_else_by_what_it_does(string typed, string[] names)
    {
        _house.Open();
        await _house.TypeAsync(typed);

        Assert.Equal(names, Names());
    }

    [Fact]
    public async Task While_a_reply_is_written_enter_keeps_the_text()
    {
        _house.Open();
        await _house.SayAsync("first");
        var reply = await _house.Chat.NextReplyAsync();
        await _house.UntilAsync(() => _house.Has(ChatHouse.Button("Stop the reply")), "the reply can be stopped");

        await _house.SayAsync("second");
        Assert.Equal("second", _house.Input.GetAttribute("value"));
        Assert.Single(_house.Chat.Said);

        await reply.DoneAsync();
        await _house.UntilAsync(() => _house.Has(ChatHouse.Button("Send")), "it can be sent");
        await _house.PressAsync("Enter", shift: true);
        _ = _house.PressAsync("Enter");
        await _house.Chat.NextReplyAsync();
        Assert.Equal(["first", "second"], _house.Chat.Said.Select(said => said.Request.Content));
    }

    [Fact]
    public void What_was_typed_before_the_page_was_alive_stands_in_the_input()
    {
        _house.TakeOver(new EarlyInput("half a sen", Send: false));
        _house.Open();

        Assert.Equal("half a sen", _house.Input.GetAttribute("value"));
        Assert.Empty(_house.Chat.Said);
    }

    [Fact]
    public async Task What_was_sent_before_the_page_was_alive_is_sent_now()
    {
        _house.TakeOver(new EarlyInput("Plan a trip", Send: true));
        _house.Open();
        await _house.Chat.NextReplyAsync();

        Assert.Equal("Plan a trip", Assert.Single(_house.Chat.Said).Request.Content);
        Assert.Equal("", _house.Input.GetAttribute("value"));
    }

    [Fact]
    public async Task A_draft_comes_back_with_its_session()
    {
        var session = _house.Chat.AddSession("Old");
        _house.Script.Setup<string>("readDraft", call => call.Arguments[0]!.Equals($"{session.SessionId}")).SetResult("not yet sent");
        _house.Open(session.SessionId);

        await _house.UntilAsync(() => _house.Input.GetAttribute("value") == "not yet sent", "the draft is there");
        Assert.Equal($"{session.SessionId}", _house.Input.GetAttribute("data-draft"));
    }

    [Fact]
    public async Task A_draft_is_forgotten_only_when_its_message_is_stored()
    {
        _house.Open();
        _house.Chat.Fault = request => request.EndsWith("/messages", StringComparison.Ordinal) ? 503 : null;
        await _house.SayAsync("keep me");
        await _house.UntilShownAsync("Not sent.");
        Assert.DoesNotContain(_house.Script.Invocations["keepDraft"], call => call.Arguments is [not "new", ""]);

        _house.Chat.Fault = _ => null;
        _house.Click(".below button:last-child");
        await _house.Chat.NextReplyAsync();
        await _house.UntilAsync(
            () => _house.Script.Invocations["keepDraft"].Any(call => call.Arguments is [not "new", ""]), "the draft is forgotten");
    }

    private string[] Names() => [.. _house.Page.FindAll("[role=option] .name").Select(name => name.TextContent)];

    private string Selected() => _house.TextOf("[aria-selected=true] .name");
}
