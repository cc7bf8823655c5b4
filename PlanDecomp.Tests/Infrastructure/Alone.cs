namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Tests that put so much load on the machine that they run beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
