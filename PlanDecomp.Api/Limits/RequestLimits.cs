using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Jobs;
using PlanDecomp.ServiceDefaults.Edge;

namespace PlanDecomp.Api.Limits;

/// <summary>What is counted of requests, by account or by address, in windows that all instances share.</summary>
internal sealed class RequestLimits : IConfigureOptions<RateLimiterOptions>, IDisposable
{
    public const string Plans = "plans";
    public const string Jobs = "jobs";
    public const string Messages = "messages";

    /// <summary>Bytes of an IPv6 address that are its network's.</summary>
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SharedCounters _counters;
    private readonly RedisKeys _keys;
    private readonly LimitOptions _limits;
    private readonly PartitionedRateLimiter<HttpContext> _guests;

    public RequestLimits(SharedCounters counters, RedisKeys keys, IOptions<LimitOptions> options)
    {
        (_counters, _keys, _limits) = (counters, keys, options.Value);
        _guests = PartitionedRateLimiter.Create<HttpContext, string>(http => Window("guests", AddressOf(http), _limits.GuestsPerAddress, Hour));
    }

    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.Request.IsSafe() ? RateLimitPartition.GetNoLimiter("") : Window("changes-of-address", AddressOf(http), _limits.ChangesPerAddress, Minute)),
            PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.Request.IsSafe() ? RateLimitPartition.GetNoLimiter("") : Window("changes", AccountOf(http), _limits.ChangesPerAccount, Minute)));
        options.AddPolicy(Plans, http => Window(Plans, AccountOf(http), _limits.PlansPerAccount, Hour));
        options.AddPolicy(Jobs, http => Window(Jobs, AccountOf(http), _limits.JobsPerAccount, Hour));
        options.AddPolicy(Messages, http => Window(Messages, AccountOf(http), _limits.MessagesPerAccount, Hour));
        options.OnRejected = (rejected, _) => new ValueTask(Refuse(rejected.HttpContext, rejected.Lease));
    }

    /// <summary>Whether this address may have one guest more. When not, the answer has been given.</summary>
    public async Task<bool> AdmitGuestAsync(HttpContext http)
    {
        using var lease = await _guests.AcquireAsync(http, 1, http.RequestAborted);
        if (lease.IsAcquired) return true;
        await Refuse(http, lease);
        return false;
    }

    public void Dispose() => _guests.Dispose();

    private RateLimitPartition<string> Window(string what, string? who, int limit, TimeSpan window) => who is null || !_limits.Enabled
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.Get<string>(_keys.Limit(what, who), key => new SharedWindow(_counters, key, limit, window));

    private static Task Refuse(HttpContext http, RateLimitLease lease) =>
        TooMany.ExecuteAsync(http, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Minute);

    /// <summary>Null for who is nobody: routes without an account.</summary>
    private static string? AccountOf(HttpContext http) => http.User.Identity?.IsAuthenticated == true ? http.User.Owner() : null;

    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
