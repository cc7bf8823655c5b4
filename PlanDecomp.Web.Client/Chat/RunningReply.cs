using System.Text;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Web.Client.Chat;

/// <summary>The reply that is being written.</summary>
public sealed class RunningReply
{
    private readonly StringBuilder _text = new();
    private ChatMessage _message;

    internal RunningReply(ChatMessage message)
    {
        _message = message;
        _text.Append(message.Content);
    }

    /// <summary>The stream was lost: the message is read again and again until it has ended.</summary>
    public bool IsLost { get; internal set; }

    /// <summary>The person has asked for its end.</summary>
    public bool IsStopping { get; internal set; }

    internal long MessageId => _message.MessageId;

    /// <summary>The message with the text there is so far.</summary>
    public ChatMessage Message
    {
        get
        {
            if (_message.Content.Length != _text.Length) _message = _message with { Content = _text.ToString() };
            return _message;
        }
    }

    internal void Show(ChatShown shown) => _message = _message with { Metadata = shown.Metadata, Acts = shown.Acts };

    internal void Append(string text) => _text.Append(text);

    /// <summary>Takes the stored message, but keeps what has been shown while less than that is stored.</summary>
    internal void Take(ChatMessage stored)
    {
        if (stored.Content.Length < _text.Length)
        {
            _message = stored with { Content = _text.ToString() };
            return;
        }

        _message = stored;
        _text.Clear().Append(stored.Content);
    }
}
