using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Chat.Composer;

/// <summary>Where messages are written. Prerendered as a real input, which <c>early.js</c> keeps alive until this takes over.</summary>
public partial class ChatComposer : LocalizedComponent
{
    private const string SuggestionsId = "composer-commands";

    // From here on the characters left are shown.
    private const int NearLimit = 500;

    private ElementReference _input;
    private string _text = "";
    private IReadOnlyList<ChatCommand> _commands = [];
    private int _selected;
    private Conversation? _shown;
    private string? _draftKey;
    private bool _isAlive;
    private bool _isFitDue;
    private bool _isSelectionNew;

    [Inject]
    private ChatBrowser Browser { get; set; } = null!;

    [Inject]
    private SlashCommands Commands { get; set; } = null!;

    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>The plan that is talked about.</summary>
    [Parameter]
    public long? PlanId { get; set; }

    [Parameter]
    public string? PlanTitle { get; set; }

    [Parameter]
    public EventCallback<string> OnSend { get; set; }

    [Parameter]
    public EventCallback OnLeavePlan { get; set; }

    private string DraftKey => Conversation.SessionId?.ToString(CultureInfo.InvariantCulture) ?? "new";

    private int _left => ChatLimits.MessageLength - _text.Length;

    private bool _canSend => !Conversation.IsBusy && _left >= 0 && !string.IsNullOrWhiteSpace(_text);

    // Before the page is alive the button marks the text to be sent, so it must take the press.
    private bool _mayPress => _canSend || !_isAlive;

    /// <summary>Puts text into the input, before what stands there.</summary>
    public async Task PutBackAsync(string text)
    {
        _text = _text.Length == 0 ? text : $"{text}\n{_text}";
        _isFitDue = true;
        StateHasChanged();
        await KeepDraftAsync();
        await FocusAsync();
    }

    public ValueTask FocusAsync() => Browser.FocusAsync(_input);

    /// <summary>Keeps what the Api does not have, should the page be left: what is typed, else what is on its way.</summary>
    public ValueTask KeepDraftAsync() => Browser.KeepDraftAsync(DraftKey, _text.Length > 0 ? _text : Conversation.Outgoing?.Say?.Content ?? "");

    protected override async Task OnParametersSetAsync()
    {
        if (!_isAlive || (_shown == Conversation && _draftKey == DraftKey)) return;
        var (shown, oldKey) = (_shown, _draftKey);
        (_shown, _draftKey) = (Conversation, DraftKey);
        if (shown == Conversation)
        {
            // The first message has made a session, to which it belongs and what is being typed.
            await Browser.KeepDraftAsync(oldKey!, "");
            await KeepDraftAsync();
            return;
        }

        _text = await Browser.ReadDraftAsync(DraftKey);
        CloseCommands();
        _isFitDue = true;
        await Browser.FocusAsync(_input, unlessTouch: true);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            (_shown, _draftKey) = (Conversation, DraftKey);
            var early = await Browser.TakeOverAsync(_input);
            _isAlive = true;
            if (_text.Length == 0) _text = early.Text.Length > 0 ? early.Text : await Browser.ReadDraftAsync(DraftKey);
            StateHasChanged();
            _ = Commands.LoadAsync();
            if (early.Send) await SendAsync();
        }

        if (_isSelectionNew && _commands.Count > 0)
        {
            _isSelectionNew = false;
            await Browser.RevealAsync(ComposerSuggestions.OptionId(SuggestionsId, _selected));
        }

        if (!_isFitDue) return;
        _isFitDue = false;
        await Browser.FitAsync(_input);
    }

    private async Task TypedAsync(ChangeEventArgs e)
    {
        _text = (string?)e.Value ?? "";
        if (_text.StartsWith('/')) await Commands.LoadAsync();
        _commands = Commands.Matching(_text);
        _selected = 0;
        _isSelectionNew = true;
    }

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        if (key.IsComposing) return;
        if (_commands.Count > 0 && await ChooseAsync(key)) return;
        if (EnterKey.Sends(key)) await SendAsync();
    }

    /// <summary>True when the key was for the list of commands.</summary>
    private async Task<bool> ChooseAsync(KeyboardEventArgs key)
    {
        switch (key)
        {
            case { Key: "ArrowDown", ShiftKey: false }:
                Select(_selected + 1);
                return true;
            case { Key: "ArrowUp", ShiftKey: false }:
                Select(_selected - 1);
                return true;
            case { Key: "Escape" }:
                CloseCommands();
                return true;
            case { Key: "Tab", ShiftKey: false }:
                await CompleteAsync(_commands[_selected]);
                return true;
            default:
                var command = _commands[_selected];
                if (!EnterKey.Sends(key) || SlashCommands.IsWhole(command, _text)) return false;
                await CompleteAsync(command);
                return true;
        }
    }

    /// <summary>Around the ends; the list is longer than what shows of it.</summary>
    private void Select(int index)
    {
        _selected = (index + _commands.Count) % _commands.Count;
        _isSelectionNew = true;
    }

    private async Task CompleteAsync(ChatCommand command)
    {
        _text = $"{SlashCommands.NameLike(command, _text)} ";
        CloseCommands();
        StateHasChanged();
        await Browser.KeepDraftAsync(DraftKey, _text);
        await FocusAsync();
    }

    private void CloseCommands() => _commands = [];

    private async Task SendAsync()
    {
        if (!_canSend) return;
        var text = _text.Trim();
        _text = "";
        CloseCommands();
        _isFitDue = true;

        // The draft stays until the message is stored.
        await OnSend.InvokeAsync(text);
    }

    private async Task StopAsync()
    {
        await Conversation.StopAsync();
        await FocusAsync();
    }
}
