Console.WriteLine("PlanDecomp");
