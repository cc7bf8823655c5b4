using System.Globalization;

namespace PlanDecomp.Web.Client.Language;

/// <summary>Says every text of the pages in the reader's language. Components redraw on <see cref="Changed"/>.</summary>
public sealed class Localizer
{
    public PageLanguage Language { get; private set; }

    public event Action? Changed;

    public string this[Text text] => text.In(Language);

    public string this[Text text, params ReadOnlySpan<object?> arguments] => string.Format(CultureInfo.InvariantCulture, this[text], arguments);

    public void Use(PageLanguage language)
    {
        if (Language == language) return;
        Language = language;
        Changed?.Invoke();
    }
}
