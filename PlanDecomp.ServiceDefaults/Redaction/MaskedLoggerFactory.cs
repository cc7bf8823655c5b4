using System.Collections;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.ServiceDefaults.Redaction;

/// <summary>Masks log entries before any provider sees them: message, values, scopes and exceptions.</summary>
internal sealed class MaskedLoggerFactory(ILoggerFactory inner, SecretMask mask) : ILoggerFactory
{
    /// <summary>Lines of the jobs' logs, which are stored masked: they come by the thousand.</summary>
    private const string MaskedAlready = "PlanDecomp.JobLog";

    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        return categoryName == MaskedAlready ? logger : new MaskedLogger(logger, mask);
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class MaskedLogger(ILogger logger, SecretMask mask) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => state switch
            {
                IReadOnlyList<KeyValuePair<string, object?>> values when values.Any(HoldsSecret) => logger.BeginScope(new MaskedValues(values, mask, mask.Apply($"{state}"))),
                string text => logger.BeginScope(mask.Apply(text)),
                _ => logger.BeginScope(state),
            };

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!logger.IsEnabled(logLevel)) return;
            var text = formatter(state, exception);
            var fault = MaskedException.Of(exception, mask);
            var values = state as IReadOnlyList<KeyValuePair<string, object?>>;

            // Of a value that only its name tells for a secret, the message has the value alone.
            var named = values?.Where(value => SecretMask.IsSecretName(value.Key)).Select(value => $"{value.Value}").ToList() ?? [];
            var masked = (named.Count == 0 ? mask : mask.With(named)).Apply(text);
            if (ReferenceEquals(fault, exception) && masked == text && values?.Any(HoldsSecret) != true)
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            logger.Log(logLevel, eventId, new MaskedValues(values ?? [], mask, masked), fault, static (values, _) => values.ToString());
        }

        private bool HoldsSecret(KeyValuePair<string, object?> value) => MaskedValues.Of(value, mask) is var now && !ReferenceEquals(now, value.Value);
    }

    private sealed class MaskedValues(IReadOnlyList<KeyValuePair<string, object?>> values, SecretMask mask, string text) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly KeyValuePair<string, object?>[] _values = [.. values.Select(value => KeyValuePair.Create(value.Key, Of(value, mask)))];

        public int Count => _values.Length;

        public KeyValuePair<string, object?> this[int index] => _values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => text;

        /// <summary>The very value when there is nothing to mask in it.</summary>
        public static object? Of(KeyValuePair<string, object?> value, SecretMask mask)
        {
            if (value.Value is null or bool or int or long or double or decimal or Guid or DateTime or DateTimeOffset or TimeSpan or Enum) return value.Value;
            if (value.Value is Exception fault) return MaskedException.Of(fault, mask);
            var text = value.Value as string ?? $"{value.Value}";
            var masked = SecretMask.IsSecretName(value.Key) ? SecretMask.Mask : mask.Apply(text);
            return masked == text ? value.Value : masked;
        }
    }
}

/// <summary>Stands for an exception that tells a secret.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _text;

    private MaskedException(Exception original, SecretMask mask, string text)
        : base(mask.Apply(original.Message)) => _text = text;

    /// <summary>The very exception when it tells none.</summary>
    public static Exception? Of(Exception? exception, SecretMask mask)
    {
        if (exception is null) return null;
        var text = exception.ToString();
        var masked = mask.Apply(text);
        return masked == text ? exception : new MaskedException(exception, mask, masked);
    }

    /// <summary>As the original's: its type's name first.</summary>
    public override string ToString() => _text;
}
