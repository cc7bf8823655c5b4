namespace PlanDecomp.Web.Client.JobLog;

/// <summary>How a job's lines come to this page now.</summary>
public enum JobLogConnection
{
    /// <summary>The job, or its stream, is on its way for the first time.</summary>
    Connecting,

    /// <summary>Lines come as they are written.</summary>
    Streaming,

    /// <summary>The stream was cut and is opened again.</summary>
    Reconnecting,

    /// <summary>No stream can be had: the page asks every few seconds.</summary>
    Polling,

    /// <summary>Nothing can be had. What is there stays; <see cref="JobLogSubscription.Retry"/> or the server's return goes on.</summary>
    ReadOnly,

    /// <summary>There is nothing more to come: the job has ended, is missing, or is of another type.</summary>
    Ended,
}
