using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Api.Limits;

/// <summary>How much one account, and one address, may ask for, over all instances of the Api. Section <c>Limits</c>.</summary>
/// <remarks>An address is that of the client, behind the web host too; of IPv6 the network (/64), which is one household's.</remarks>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>False leaves all of it to who stands in front.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>New guests of an address in an hour.</summary>
    [Range(1, 1_000_000_000)]
    public int GuestsPerAddress { get; set; } = 300;

    /// <summary>Requests of an address that may change something, in a minute.</summary>
    [Range(1, 1_000_000_000)]
    public int ChangesPerAddress { get; set; } = 12_000;

    /// <summary>Requests of an account that may change something, in a minute.</summary>
    [Range(1, 1_000_000_000)]
    public int ChangesPerAccount { get; set; } = 3_000;

    /// <summary>Plans that an account may make in an hour; those that jobs make count as jobs.</summary>
    [Range(1, 1_000_000_000)]
    public int PlansPerAccount { get; set; } = 1_000;

    /// <summary>Jobs that an account may ask for in an hour.</summary>
    [Range(1, 1_000_000_000)]
    public int JobsPerAccount { get; set; } = 1_000;

    /// <summary>Messages, and replies to be written anew, of an account in an hour.</summary>
    [Range(1, 1_000_000_000)]
    public int MessagesPerAccount { get; set; } = 600;

    /// <summary>Streams of jobs' logs that an account may have open at once.</summary>
    [Range(1, 1_000_000_000)]
    public int StreamsPerAccount { get; set; } = 400;
}
