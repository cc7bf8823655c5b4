using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running;

/// <summary>Gives every instance of every resource its ports, before the first is started: the others are told them.</summary>
internal static class Ports
{
    /// <exception cref="StartException">A port that was asked for is in use.</exception>
    public static void Allocate(IReadOnlyList<Resource> resources)
    {
        // All are held until the last is found, so that no two get the same.
        var held = new List<TcpListener>();
        try
        {
            foreach (var resource in resources)
            {
                foreach (var endpoint in resource.Endpoints)
                    endpoint.Allocated = [.. Enumerable.Range(0, resource.Replicas ?? 1).Select(_ => Hold(held, resource, endpoint))];
            }
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }

    private static int Hold(List<TcpListener> held, Resource resource, EndpointAnnotation endpoint)
    {
        var listener = new TcpListener(IPAddress.Loopback, endpoint.Port ?? 0);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new StartException($"Port {endpoint.Port} is needed by {resource.Name}, but cannot be used: {e.Message}.");
        }

        held.Add(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
