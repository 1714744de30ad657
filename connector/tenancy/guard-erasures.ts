import { ConnectorError } from '../../errors/connector-error.ts';
import { isErasureTask } from '../erasure/erasure-task.ts';
import type { Permission } from '../security/permissions.ts';
import type { Store } from '../store/store.ts';
import type { TaskRunner } from '../tasks/task-runner.ts';

/** The tasks as a caller may steer them: erasures only by who may ask for them, for one that was stopped leaves a person where they asked not to be. */
export function guardErasures<Tasks extends Pick<TaskRunner, 'pause' | 'unpause' | 'cancel'>>(
  tasks: Tasks,
  store: Pick<Store, 'getTask'>,
  permissions: ReadonlySet<Permission>,
): Tasks {
  const permission: Permission = 'people.erase';
  if (permissions.has(permission)) return tasks;
  const guarded =
    <T>(steer: (id: string) => Promise<T>) =>
    async (id: string): Promise<T> => {
      const task = await store.getTask(id);
      if (task === null || !isErasureTask(task)) return steer(id);
      throw new ConnectorError('ITC_PERMISSION', `This needs the permission "${permission}".`, {
        details: { permission },
      });
    };
  return { ...tasks, pause: guarded(tasks.pause), unpause: guarded(tasks.unpause), cancel: guarded(tasks.cancel) };
}
