namespace Aspire.Hosting.Running;

/// <summary>The lines of all processes in one stream, each with the name of its instance.</summary>
internal sealed class Output
{
    private const int KeptLines = 200;
    private const string Reset = "\u001b[0m";

    // Cyan, yellow, green, magenta, blue and their bright ones: readable on dark and on light.
    private static readonly string[] Colours = ["\u001b[36m", "\u001b[33m", "\u001b[32m", "\u001b[35m", "\u001b[34m", "\u001b[96m", "\u001b[92m", "\u001b[95m"];

    private readonly Lock _gate = new();
    private readonly TextWriter _writer;
    private readonly bool _coloured;
    private readonly Dictionary<string, string> _colourOf = [];
    private readonly Queue<string> _recent = [];

    private Output(TextWriter writer, bool coloured)
    {
        _writer = writer;
        _coloured = coloured;
    }

    /// <summary>The last lines, for the message of a failed test.</summary>
    public string Recent
    {
        get
        {
            lock (_gate) return string.Join('\n', _recent);
        }
    }

    public static Output ToConsole() => new(
        Console.Out,
        coloured: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public static Output Kept() => new(TextWriter.Null, coloured: false);

    public void Say(string text) => Write(text);

    public void Line(string instance, string text) => Write($"{Prefix(instance)} | {text}");

    private void Write(string text)
    {
        lock (_gate)
        {
            _recent.Enqueue(text);
            if (_recent.Count > KeptLines) _recent.Dequeue();
            _writer.WriteLine(text);
        }
    }

    private string Prefix(string instance)
    {
        if (!_coloured) return instance;
        lock (_gate)
        {
            if (!_colourOf.TryGetValue(instance, out var colour))
                _colourOf[instance] = colour = Colours[_colourOf.Count % Colours.Length];
            return $"{colour}{instance}{Reset}";
        }
    }
}
